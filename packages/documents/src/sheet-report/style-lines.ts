/** Tables of the report of the check sheet, as typst functions; what they share with the plan's report stands there. */
export const lineStyle = `
#let state-word(word, overdue) = if overdue != none { text(size: 8pt, fill: red-dark, weight: 700, word); linebreak(); text(size: 7.5pt, fill: red-dark, overdue) } else { text(size: 8pt, word) }

#let line-name(row) = { row.heading; small(row.label); linebreak(); small(row.subject) }

#let figure-table(names, rows) = table(columns: (1fr, 11mm, 30mm, 22mm, 22mm, 17mm, 18mm), align: (x, y) => if x == 0 { left } else { right }, heads(names), ..rows.enumerate().map(((at, row)) => row.cells.enumerate().map(((i, cell)) => if row.sum { table.cell(fill: pale, strong-text(cell)) } else if i == 0 { cell } else if cell == "0" { text(fill: grey, cell) } else if row.alert.contains(i) { text(fill: red-dark, weight: 700, cell) } else { cell })).flatten())

#let due-table(names, rows) = table(columns: (1fr, 40mm, 24mm, 34mm), heads(names), ..rows.map(row => (line-name(row), text(size: 8pt, row.who), text(size: 8pt, row.state), text(size: 8pt, fill: red-dark, weight: 700, row.due))).flatten())

#let again-table(names, rows) = table(columns: (1fr, 40mm, 62mm), heads(names), ..rows.map(row => (line-name(row), text(size: 8pt, row.who), { for why in row.why { block(above: 2pt, below: 3pt, text(size: 8pt, why)) } })).flatten())

#let lines-table(names, rows) = table(columns: (52mm, 26mm, 23mm, 25mm, 1fr), heads(names), ..rows.map(row => (
  { line-name(row); if row.level != none { h(5pt); level-chip(row.level) } },
  text(size: 8pt, row.who),
  { state-word(row.state, row.overdue); linebreak(); small(row.stage) },
  text(size: 8pt, row.due),
  { if row.planned != none { text(size: 8pt, fill: grey, row.planned); linebreak() }; text(size: 8pt, row.statement) },
)).flatten())
`;
