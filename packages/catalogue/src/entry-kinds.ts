import { text } from '@machimori/kernel';

/** What a reference of the data leads to, as people call it. */
export const kinds = {
  requirement: text('対策要件', 'requirement'),
  family: text('要件の分類', 'family'),
  checkItem: text('チェック項目', 'check item'),
  section: text('節', 'section'),
  incidentType: text('事故の種類', 'incident type'),
  threat: text('脅威', 'threat'),
  vulnerability: text('脆弱性', 'vulnerability'),
  risk: text('リスクの行', 'risk row'),
  theme: text('テーマ', 'theme'),
  case: text('事例', 'case'),
  measure: text('対策', 'measure'),
  reference: text('法律や指針', 'law or guideline'),
  fact: text('確かめること', 'fact'),
  trait: text('特徴', 'trait'),
  group: text('グループ', 'group'),
  column: text('列', 'column'),
  document: text('文書', 'document'),
  role: text('役割', 'role'),
  stage: text('段階', 'stage'),
  thing: text('比較の対象', 'compared thing'),
} as const;
