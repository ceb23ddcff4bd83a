/** Blocks of the report that are more than text: the front page, lists of acts, tables by section. */
export const blockStyle = `
#let cover-strip(title, city, dated, edition, handling) = place(top + left, dx: -18mm, dy: -22mm, block(width: 210mm, height: 43mm, fill: blue, inset: (x: 18mm, top: 11mm, bottom: 6mm), {
  set text(fill: white)
  set par(leading: 0.7em, spacing: 0.7em)
  grid(columns: (1fr, auto), column-gutter: 10pt,
    { text(size: 12pt, city); linebreak(); v(1pt); text(size: 20pt, weight: 700, title) },
    align(right, label-box(handling, white)))
  place(bottom + left, text(size: 8.5pt, dated + h(1em) + edition))
}))

#let front-heading(body) = { v(27mm); heading(level: 1, body) }

#let tiles(items) = block(above: 16pt, below: 18pt, grid(columns: (1fr,) * 3, gutter: 8pt, ..items.map(item => box(width: 100%, height: 17.5mm, stroke: (rest: 0.6pt + hairline, left: 3pt + (if item.alert { red } else { blue })), inset: (left: 9pt, right: 6pt, y: 7pt), {
  text(size: 8pt, fill: grey, item.label)
  v(-1pt)
  grid(columns: (auto, 1fr), column-gutter: 7pt, align: (left + bottom, left + bottom),
    text(size: 20pt, weight: 700, fill: if item.alert { red-dark } else { ink }, item.value) + text(size: 9pt, item.unit),
    if item.note != none { text(size: 8pt, fill: grey, item.note) })
}))))

#let front-part(heading-text) = block(above: 20pt, below: 10pt, sticky: true, text(size: 12.5pt, weight: 700, fill: blue, heading-text))
#let front-state(sentences) = block(below: 0pt, { set text(size: 11pt); set par(leading: 0.9em, spacing: 0.95em); for s in sentences { par(s) } })

#let week-item(rank, title, step, who, until) = block(width: 100%, above: 0pt, below: 6pt, fill: blue-pale, radius: 3pt, inset: (x: 10pt, y: 8pt), breakable: false,
  grid(columns: (22pt, 1fr), align: (left + top, left + top), text(size: 16pt, weight: 700, fill: blue, str(rank)), {
    set par(leading: 0.62em, spacing: 0.68em)
    par(text(size: 10.5pt, weight: 700, title))
    if step != none { par(text(size: 9.5pt, step)) }
    par(text(size: 8.5pt, fill: grey, who + h(1em) + until))
  }))

#let ask(body, aside) = block(above: 0pt, below: 9pt, grid(columns: (13pt, 1fr), box(width: 7pt, height: 7pt, stroke: 1pt + blue, radius: 1pt, baseline: 0pt), {
  text(size: 10.5pt, body)
  if aside != none { linebreak(); text(size: 8.5pt, fill: grey, aside) }
}))

#let contents(heading-text) = { subsection(heading-text); outline(title: none, depth: 1) }

#let terms-list(rows) = grid(columns: (30mm, 1fr), row-gutter: 8pt, ..rows.map(row => (text(weight: 700, row.at(0)), row.at(1))).flatten())
#let level-list(rows) = grid(columns: (30mm, 18mm, 1fr), row-gutter: 8pt, align: horizon, ..rows.map(row => (level-chip(row.level), text(fill: grey, row.range), row.meaning)).flatten())

#let action-card(action, words) = block(width: 100%, breakable: false, above: 0pt, below: 3pt, stroke: 0.6pt + hairline, radius: 4pt, inset: (x: 9pt, top: 4.5pt, bottom: 4pt),
  grid(columns: (26pt, 1fr), text(size: 18pt, weight: 700, fill: blue, str(action.rank)), {
    set par(leading: 0.48em, spacing: 0.52em)
    par(text(size: 9pt, weight: 700, action.title))
    if action.step != none { par(text(size: if words.compact { 7.5pt } else { 8.5pt }, text(fill: blue, weight: 700, words.step + h(0.6em)) + action.step)) }
    par(text(size: if words.compact { 7pt } else { 7.5pt }, fill: grey, action.why))
    text(size: 8pt, fill: grey, words.who + " ") + text(size: 8pt, weight: 700, action.organisation) + text(size: 8pt, fill: grey, h(1em) + words.until + " " + action.until)
    h(1fr)
    plain-chip(action.horizon, tint: if action.urgent { red-dark } else { blue })
    if action.level != none { h(4pt); level-chip(action.level) }
  }))

#let findings-table(names, rows, who) = table(columns: (1.5fr, 1fr, auto), heads(names), ..rows.map(row => ({ for fact in row.facts { block(above: 7pt, below: 7pt, { fact.sentence; linebreak(); small(who + " " + fact.who) }) }; if row.more != none { small(row.more) } }, row.step, level-chip(row.level))).flatten())

#let risk-group(group) = block(width: 100%, breakable: false, above: 0pt, below: 19pt, {
  set par(leading: 0.7em)
  block(width: 100%, below: 7pt, sticky: true, breakable: false, {
    grid(columns: (1fr, auto), column-gutter: 8pt, text(size: 10.5pt, weight: 700, group.plain), {
      if group.confirmed != none { plain-chip(group.confirmed, tint: red-dark, back: red-pale); h(4pt) }
      level-chip(group.level)
    })
    v(-2pt)
    text(size: 7.5pt, fill: grey, group.source)
  })
  block(inset: (left: 10pt, y: 2pt), stroke: (left: 1.5pt + hairline), {
    block(below: 8pt, text(size: 8.5pt, { text(fill: grey, group.where-label + "　"); group.places }))
    for fact in group.facts { block(above: 6pt, below: 6pt, text(size: 9pt, weight: 700, fill: red-dark, "● " + fact)) }
    for weakness in group.weaknesses { block(above: 6pt, below: 6pt, grid(columns: (11pt, 1fr), text(fill: blue, "・"), text(size: 9pt, weakness))) }
    if group.more != none { block(above: 7pt, text(size: 8pt, fill: grey, group.more)) }
  })
})

#let item-name(heading-text, label) = heading-text + context box(text(size: 7.5pt, fill: grey, if text.lang == "ja" { "（" + label + "）" } else { " (" + label + ")" }))

#let organisation-items(name, aside, names, rows, more) = {
  need(42mm)
  block(above: 18pt, below: 7pt, sticky: true, { text(size: 12pt, weight: 700, name); h(7pt); text(size: 8.5pt, fill: grey, aside) })
  table(columns: (1fr, 34mm, auto, 38mm, 17mm), heads(names), ..rows.map(row => (item-name(row.heading, row.label), text(size: 8pt, row.places), level-chip(row.level), { row.planned; linebreak(); small(row.until) }, text(size: 8pt, row.state))).flatten())
  kept-note(more)
}

#let contracts-table(names, rows) = table(columns: (40mm, 1fr, 1fr), heads(names), ..rows.map(row => (table.cell(rowspan: row.notes.len(), strong-text(row.contract)), ..row.notes.map(note => (note.sentence, note.closes)).flatten())).flatten())

#let laws-table(names, rows) = table(columns: (50mm, 1fr, 22mm), heads(names), ..rows.map(row => ({ strong-text(row.name); linebreak(); small(row.kind) }, { for reason in row.reasons { block(above: 2pt, below: 3pt, reason) }; if row.articles != none { small(row.articles) } }, text(size: 8pt, row.dated))).flatten())

#let measures-table(names, rows, reasoned) = table(columns: if reasoned { (1fr, 40mm, 1fr) } else { (1fr, 50mm) }, heads(names), ..rows.map(row => {
  let cells = ({ row.body; if row.cases != none { linebreak(); small(row.cases) } }, text(size: 8pt, row.items))
  if reasoned { cells.push(row.reason) }
  cells
}).flatten())

#let reason-chain(rank, title, steps) = block(width: 100%, breakable: false, above: 0pt, below: 10pt, stroke: 0.6pt + hairline, radius: 4pt, inset: (x: 10pt, y: 9pt), {
  set par(leading: 0.6em)
  block(below: 7pt, text(size: 10pt, weight: 700, text(fill: blue, str(rank) + "　") + title))
  grid(columns: (24mm, 1fr, 44mm), column-gutter: 6pt, row-gutter: 6.5pt, ..steps.map(step => (text(size: 8pt, fill: grey, weight: 700, step.label), text(size: 8.5pt, step.body), align(right, text(size: 7pt, fill: grey, { if step.rating != none { step.rating; linebreak() }; for part in step.aside { box(part) } })))).flatten())
})

#let without-item-table(names, rows) = table(columns: (42mm, 1.3fr, auto, 1fr), heads(names), ..rows.map(row => (table.cell(rowspan: row.parts.len(), { strong-text(row.heading); linebreak(); small(row.id) }), ..row.parts.map(part => ({ part.places; linebreak(); small(part.performers); linebreak(); small(part.verifiers) }, level-chip(part.level), text(size: 8.5pt, part.reason))).flatten())).flatten())

#let facts-list(rows) = grid(columns: (38mm, 1fr), row-gutter: 8pt, ..rows.map(row => (text(fill: grey, row.at(0)), row.at(1))).flatten())

#let fresh-page() = pagebreak(weak: true)

#let simple-table(names, rows, widths) = table(columns: widths.map(w => w * 1fr), heads(names), ..rows.map(row => row.enumerate().map(((i, cell)) => if i == 0 { strong-text(cell) } else { cell })).flatten())

#let count-table(names, rows) = table(columns: (1fr,) + (auto,) * (names.len() - 1), align: (x, y) => if x == 0 { left } else { right }, heads(names), ..rows.map(row => row.enumerate().map(((i, cell)) => if i == 0 or row.at(0) == rows.last().at(0) { strong-text(cell) } else { cell })).flatten())
`;
