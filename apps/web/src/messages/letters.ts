import { text } from '@machimori/kernel';

/** What became of a letter, and what whoever sent it can do. */
export const letterWords = {
  title: text('手紙', 'Letter'),
  waiting: text('これから送ります', 'About to be sent'),
  handedOver: text('送りました', 'Sent'),
  handedOverAt: text('{at}に、メールサーバに渡しました', 'Handed to the mail server: {at}'),
  putOff: text('まだ送れていません', 'Not sent yet'),
  again: text('{at}に、もう一度試します。', 'It is tried again: {at}.'),
  givenUp: text('送れませんでした', 'Could not be sent'),
  dropped: text('送るのをやめました', 'Not to be sent'),
  byHand: text('リンクを渡してください', 'Link to hand over'),
  invitationAddress: text(
    'アドレスが違うなら、取り消して、招き直してください。合っているなら、「招待し直す」で出るリンクを渡してください。',
    'If the address is wrong, withdraw it and invite again. If it is right, renew the invitation and hand the new link over.',
  ),
  invitationServer: text(
    '街守りを動かしている人に、メールの設定を確かめてもらってください。急ぐなら、「招待し直す」で出るリンクを渡せます。',
    'Ask whoever runs the program to look at its mail settings. If it is urgent, renew the invitation and hand the new link over.',
  ),
  approvalAddress: text(
    'リンクを取り消し、正しいアドレスでつくり直してください。',
    'Revoke the link, and make another with the right address.',
  ),
  approvalServer: text(
    '街守りを動かしている人に、メールの設定を確かめてもらってください。急ぐなら、署名した紙でも承認を記録できます。',
    'Ask whoever runs the program to look at its mail settings. If it is urgent, a signed paper can be recorded instead.',
  ),
  onlyHereTitle: text(
    'リンクは、街守りを動かしている機械の中でだけ開けます',
    'Links open on the machine that runs Machimori, and nowhere else',
  ),
  onlyHere: text(
    'いまの街守りは、{origin} で、その機械の中からだけ使えます。ほかの人に渡すリンクは、次の設定をして始め直してから、つくってください。',
    'Machimori answers at {origin}, to this machine alone. Before you make links for others, have these settings made and the program started again.',
  ),
  onlyHereOrigin: text(
    '人が開くアドレス（例：https://machimori.example.lg.jp）',
    'The address people open (https://machimori.example.lg.jp)',
  ),
  onlyHereTls: text('サーバ証明書', 'A server certificate'),
  onlyHereProxy: text('または、手前に置くプロキシ', 'Or a proxy in front'),
  onlyHereDocs: text(
    '手順は、街守りに付いている docs/operations.md の「TLS とプロキシ」にあります。',
    'The steps are in docs/operations.md, “TLS and proxies”, which comes with the program.',
  ),
} as const;
