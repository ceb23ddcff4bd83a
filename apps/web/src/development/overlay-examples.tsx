import { type ReactNode, useState } from 'react';
import { Button } from '../design/button.tsx';
import { ConfirmDialog } from '../design/dialog.tsx';
import { Menu } from '../design/menu.tsx';
import { useToast } from '../design/toast.tsx';

export function OverlayExamples(): ReactNode {
  const toast = useToast();
  const [open, setOpen] = useState(false);
  return (
    <div className="m-row">
      <Button kind="danger" onPress={() => setOpen(true)}>
        確認を開く
      </Button>
      <Menu
        className="m-seat-button"
        label="どの組織として操作するか"
        face="メニューを開く"
        entries={[
          { id: 'city', label: '星ヶ渡市', note: '都市の管理者' },
          { id: 'council', label: '星ヶ渡スマートまち協議会', note: '承認者' },
        ]}
        chosen="city"
        onChoose={() => undefined}
      />
      <Button kind="secondary" onPress={() => toast('保存しました')}>
        お知らせを出す
      </Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title="見本の都市を取り除きますか"
        act="取り除く"
        onAct={() => setOpen(false)}
        danger
      >
        <p>取り除いたという記録だけが残ります。</p>
      </ConfirmDialog>
    </div>
  );
}
