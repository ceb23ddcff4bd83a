import { text } from '@machimori/kernel';

export const mapWords = {
  title: text('まちの地図', 'Map of the city'),
  lead: text(
    '座標のわかるしくみを、場所に置いています。外の地図サービスは使いません。',
    'Components whose place is known. No map service of others is used.',
  ),
  picture: text('図で見る', 'See the picture'),
  drawing: text('地図', 'Map'),
  drawn: text(
    '地図。{count}か所のしくみがあります。番号は、下の一覧と同じです。',
    'A map with {count} places. The numbers are those of the list below.',
  ),
  several: text('{first}ほか{count}', '{first} +{count}'),
  north: text('北', 'N'),
  metres: text('{count} m', '{count} m'),
  kilometres: text('{count} km', '{count} km'),
  listTitle: text('場所のわかるしくみ（{count}件）', 'Components with a place ({count})'),
  number: text('番号', 'No.'),
  what: text('しくみ', 'Component'),
  operator: text('動かす組織', 'Operated by'),
  place: text('北緯・東経', 'Latitude, longitude'),
  state: text('気をつけること', 'To note'),
  undecided: text('担当が決まっていません（{count}件）', 'Nobody performs it ({count})'),
  outside: text('まちの輪郭の外にあります', 'Outside of the outline'),
  fine: text('なし', 'None'),
  show: text('地図で示す', 'Show on the map'),
  shown: text('地図で示しています', 'Shown on the map'),
  withoutTitle: text('場所の記載がないしくみ（{count}件）', 'Components without a place ({count})'),
  withoutText: text(
    '緯度と経度を書くと、地図に現れます。決まった場所のないものは、書かなくてもかまいません。',
    'They appear once latitude and longitude are entered. Not everything has a place.',
  ),
  nothingTitle: text('地図に置けるしくみが、まだありません', 'Nothing can be put on the map yet'),
  nothingText: text(
    'しくみのページで、緯度と経度を書いてください。',
    'Enter latitude and longitude on the page of a component.',
  ),
  outlineTitle: text('まちの輪郭', 'Outline of the city'),
  outlineNone: text(
    'いまは、点と縮尺だけを描いています。市区町村の区域のファイルを取り込むと、輪郭を描きます。',
    'Only places and a scale are drawn. With a file of the municipality’s area its outline is drawn, too.',
  ),
  outlineThere: text('取り込んだ日: ', 'Taken in on: '),
  outlineHow: text(
    'GeoJSON（.geojson、.json）。8 MBまで。国土交通省「国土数値情報」の行政区域データが使えます。都道府県のファイルからは、まちの名と同じ市区町村だけを使います。',
    'GeoJSON, up to 8 MB: such as the administrative areas of the land ministry’s National Land Numerical Information. Of a prefecture’s file only the municipality that is called as the city is used.',
  ),
  outlineFile: text('市区町村の区域のファイル', 'File of the municipality’s area'),
  outlineLarge: text(
    'ファイルが大きすぎます（{size} MB）。8 MBまでにしてください。',
    'The file is too large ({size} MB). At most 8 MB.',
  ),
  outlineRead: text('まちの輪郭を取り込みました', 'The outline was taken in'),
  outlineRemove: text('輪郭を取り除く', 'Remove the outline'),
  outlineRemoved: text('まちの輪郭を取り除きました', 'The outline was removed'),
  reading: text('読み取っています…', 'Reading…'),
} as const;
