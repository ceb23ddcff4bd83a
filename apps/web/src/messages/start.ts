import { text } from '@machimori/kernel';

/** What the guided start says besides its questions. */
export const startWords = {
  title: text(
    '質問に答えて、まちの計画をつくる',
    'Make the plan of your city by answering questions',
  ),
  lead: text(
    '七つの段階で、15分ほどです。分からないことは「まだ分からない」のままで進めます。答えは、あとでいつでも変えられます。',
    'Seven steps, about a quarter of an hour. What you do not know can stay open. You can change every answer later.',
  ),
  offerAct: text('質問に答えてはじめる', 'Begin by answering questions'),
  offerText: text(
    'まちのサービスや機器について、やさしい質問に答えると、計画と「はじめにすること」ができます。15分ほどです。途中で止めて、別の日に続けられます。',
    'Answer plain questions about services and devices, and the plan with its first things to do appears. It takes about a quarter of an hour, and you can stop and go on another day.',
  ),
  continueTitle: text(
    'まちについての質問が、途中です（{count}／7段階まで）',
    'The questions about your city are not finished (step {count} of 7)',
  ),
  continueAct: text('続きから答える', 'Go on'),
  elsewhereTitle: text('このまちの内容は、すでにあります', 'This city has been described already'),
  elsewhereText: text(
    'ファイルの取り込みなど、ほかの方法で書かれています。内容は、そのまま直せます。',
    'It was written in another way, such as by importing a file. You can change it as it stands.',
  ),
  toCity: text('「まち」のページへ', 'To the page of the city'),
  openOf: text('{about}について：{what}', '{about}: {what}'),
  toHome: text('ホームへ', 'To Home'),
  why: text('お聞きするわけ', 'Why we ask'),
  next: text('次へ進む', 'Next'),
  finish: text('答え終わる', 'Finish'),
  back: text('前にもどる', 'Back'),
  later: text('ここまでを残して、あとで続ける', 'Keep this and go on later'),
  keptByItself: text(
    '書いたことは、自動で残ります。途中で閉じても、続きから答えられます。',
    'What you enter is kept by itself. You can close the page and go on from there.',
  ),
  keptAt: text('（{time}に残しました）', '(kept at {time})'),
  notKept: text(
    'いま書いたことを、まだ残せていません。通信を確かめて、「ここまでを残して、あとで続ける」を押してください。',
    'What you just entered could not be kept yet. Check the connection and press “Keep this and go on later”.',
  ),
  laterDone: text('ここまでの答えを残しました', 'Your answers so far were kept'),
  kept: text(
    'ほかのページで変えたところ（{count}か所）は、そのまま残しました',
    'What was changed on other pages ({count}) stays as it is',
  ),
  unknown: text('まだ分からない', 'Not known yet'),
  emptyIsUnknown: text('分からなければ、空けておきます。', 'Leave it empty if you do not know.'),
  growing: text('できつつある計画', 'The plan so far'),
  growingText: text(
    '答えるたびに変わります。次へ進むまで、まちの内容には書きません。',
    'It changes with each answer. Nothing is written until you go on.',
  ),
  weak: text('弱いところ', 'Weaknesses'),
  risks: text('起こりうること', 'Could happen'),
  sheet: text('チェックシート', 'Check sheet'),
  first: text('はじめにすること', 'First things to do'),
  components: text('しくみ', 'Components'),
  devices: text('機器', 'Devices'),
  deviceCount: text('{count}台', '{count}'),
  add: text('加える', 'Add'),
  remove: text('「{name}」を取り消す', 'Take {name} out'),
  nameMissing: text('名前を入れてください', 'Enter a name'),
  service: text('どのサービスのためのものですか', 'For which service?'),
  noService: text(
    'サービスをまだ選んでいません。このまま次へ進めます。',
    'No service has been chosen. You can go on.',
  ),
  itemName: text('呼び名', 'What you call it'),

  doneTitle: text('まちの計画ができました', 'The plan of your city is there'),
  doneLead: text(
    'はじめに取り組むことから、一つずつ進めましょう。',
    'Take the first things one at a time.',
  ),
  ten: text('はじめに取り組むこと', 'The first things to do'),
  position: text('{count}のうち{number}つめ', '{number} of {count}'),
  previousThing: text('前のひとつ', 'Previous'),
  nextThing: text('次のひとつ', 'Next'),
  asList: text('一覧で見る', 'Show as a list'),
  oneByOne: text('一つずつ見る', 'Show one at a time'),
  invite: text('招く人', 'People to invite'),
  inviteText: text(
    '名前の出た組織です。担当の方のメールアドレスを入れると、招待のリンクができます。招かれた人は、自分の組織の受け持ちだけを見て、答えられます。',
    'The organisations you named. Enter the mail address of the person in charge to get a link. Those invited see and answer their own share only.',
  ),
  inviteNobody: text(
    'ほかの組織は、まだありません。「たのんでいる会社」を答えると、ここに出ます。',
    'No other organisation yet. Those that supply you appear here once you name them.',
  ),
  inviteMail: text(
    '{name}の担当の方のメールアドレス',
    'Mail address of the person in charge at {name}',
  ),
  inviteAct: text('招待のリンクをつくる', 'Make the link'),
  inviteLink: text('{name}への招待のリンク', 'Link for {name}'),
  inviteLinkText: text(
    'このリンクを、本人だけに伝えてください。{mail}',
    'Give this link to that person alone. {mail}',
  ),
  findOut: text('あとで確かめること', 'To find out later'),
  findOutText: text(
    '分かったら、その段階にもどって答えると、計画に入ります。',
    'Once you know, answer it at its step and the plan takes it in.',
  ),
  assumed: text('よくある形として入れたもの', 'Filled in as it usually is'),
  assumedText: text(
    'お聞きしていないことは、ひな型のままです。ちがうところは、名前を開いて直してください。直したところは、ここから消えます。',
    'Nobody asked you these: they are as the template has them. Where one is wrong, open the entry and change it. What you change leaves this list.',
  ),
  assumedField: text('{label}：{value}', '{label}: {value}'),
  nothingOpen: text('残っている質問はありません。', 'No question is left open.'),
  changeAnswers: text('答えを見直す', 'Look at the answers again'),
} as const;

/** Names of the steps, short and long, and why they are asked. */
export const stepWords = {
  promoter: {
    short: text('進める組織', 'Promoter'),
    title: text('まちづくりを進めるのは、どなたですか', 'Who promotes the city?'),
    why: text(
      '住民に説明する組織（推進主体）を決めます。組織の形によって、守る法律が変わります。',
      'The organisation that answers to residents. Which law applies depends on its form.',
    ),
  },
  services: {
    short: text('サービス', 'Services'),
    title: text('どんなサービスがありますか', 'Which services are there?'),
    why: text(
      '止まったり漏れたりしたときに困る人が、サービスごとに違うからです。近いものを選ぶと、よくある機器とデータが、次の段階に出ます。いくつでも選べます。',
      'Who is hurt when something stops or leaks differs by service. Choose those that are near; typical devices and data appear at the next steps.',
    ),
  },
  platform: {
    short: text('土台', 'Platform'),
    title: text(
      'サービスの土台になる「都市OS」はありますか',
      'Is there a platform (city OS) beneath the services?',
    ),
    why: text(
      '都市OSは、いろいろなデータを集めて、サービスに渡す土台です。あるかどうかで、守るところと受け持ちが変わります。',
      'A city OS gathers data and hands it to services. What must be protected, and by whom, depends on it.',
    ),
  },
  devices: {
    short: text('機器', 'Devices'),
    title: text('どんな機器がありますか', 'Which devices are there?'),
    why: text(
      '外に置いた機器は、さわられたり、のっとられたりします。台数と置き場所、はじめのパスワードのままかどうかで、急ぐことが決まります。',
      'Devices outdoors can be touched and taken over. How many, where, and with which password decides what is urgent.',
    ),
  },
  data: {
    short: text('データ', 'Data'),
    title: text('どんなデータを扱いますか', 'Which data do you handle?'),
    why: text(
      '公開してよいデータと、個人の秘密とでは、守り方がまったく違うからです。',
      'Data anyone may see and people’s secrets want very different protection.',
    ),
  },
  suppliers: {
    short: text('会社と契約', 'Suppliers'),
    title: text('だれに、何をたのんでいますか', 'Whom do you ask for what?'),
    why: text(
      '事故のとき、だれが動くかを決めておくためです。契約書に書いていない受け持ちは、だれのものでもない仕事になります。',
      'So that it is settled who acts in an incident. What no contract says becomes nobody’s work.',
    ),
  },
  contacts: {
    short: text('連絡先', 'Contacts'),
    title: text('事故のとき、どこに連絡しますか', 'Whom do you call in an incident?'),
    why: text(
      '気づいてから最初の一本の電話までの時間が、被害の大きさを決めます。個人名ではなく、部署や役職を書きます。',
      'The time to the first call decides the damage. Write departments or posts, no names of persons.',
    ),
  },
} as const;
