/** Drawings: heat map, picture of systems and flows, responsibility table. Measures are in points. */
export const drawingStyle = `
#let heat-map(map) = figure(alt: map.alt, block(width: 100%, {
  let cell(c) = {
    let look = level-look.at(c.level.id)
    table.cell(fill: if c.count == "0" { look.fill.lighten(45%) } else { look.fill }, align(center + horizon, {
      set text(fill: if c.count == "0" { grey } else { look.ink })
      if c.count == "0" { text(size: 10pt, "―") } else { text(size: 14pt, weight: 700, c.count) + text(size: 8pt, map.unit) }
      linebreak()
      text(size: 7pt, c.level.mark + " " + c.level.name)
    }))
  }
  grid(columns: (16pt, 1fr), column-gutter: 4pt, align: horizon,
    rotate(-90deg, reflow: true, text(size: 9pt, weight: 700, map.impact)),
    table(columns: (30mm,) + (1fr,) * 5, rows: (15.5mm,) * map.rows.len() + (9mm,), stroke: (x, y) => if x > 0 and y < map.rows.len() { 1.5pt + white } else { none }, inset: 3pt,
      ..map.rows.map(row => (table.cell(align: right + horizon, text(size: 8.5pt, row.label)), ..row.cells.map(cell))).flatten(),
      [], ..map.steps.map(step => table.cell(align: center, text(size: 8.5pt, step)))))
  align(center, text(size: 9pt, weight: 700, map.likelihood))
}))

#let scale-table(names, rows) = table(columns: (26mm, 1fr, 1fr), heads(names), ..rows.map(row => (strong-text(row.at(0)), row.at(1), row.at(2))).flatten())

#let flow-look = (
  "open": (paint: green, thickness: 1pt, dash: "dotted"),
  "limited": (paint: orange, thickness: 1pt, dash: "dashed"),
  "closed": (paint: red-dark, thickness: 1.3pt, dash: "solid"),
  "none": (paint: grey, thickness: 0.7pt, dash: "loosely-dotted"),
)

#let arrow-head(x, y, dx, dy, paint) = place(top + left, dx: x, dy: y, {
  let s = 4.4pt
  place(polygon(fill: paint, (0pt, 0pt), (-dx * s - dy * s * 0.45, -dy * s + dx * s * 0.45), (-dx * s + dy * s * 0.45, -dy * s - dx * s * 0.45)))
})

#let diamond(x, y, agreed) = place(top + left, dx: x, dy: y, place(polygon(fill: if agreed { blue } else { white }, stroke: 1pt + (if agreed { blue } else { red }), (0pt, -3.4pt), (3.4pt, 0pt), (0pt, 3.4pt), (-3.4pt, 0pt))))

#let picture(p) = figure(alt: p.alt, box(width: p.width * 1pt, height: p.height * 1pt, {
  let u = p.unit * 1pt
  for (i, lane) in p.lanes.enumerate() {
    place(top + left, dx: 0pt, dy: lane.y * u, rect(width: p.width * 1pt, height: lane.height * u, fill: if calc.even(i) { rgb("#f8f8fb") } else { white }, stroke: none))
    place(top + left, dx: 0pt, dy: lane.y * u, line(length: p.width * 1pt, stroke: 0.6pt + hairline))
    place(top + left, dx: 3pt, dy: lane.y * u, box(width: p.gutter * u - 6pt, height: lane.height * u, align(left + horizon, {
      set par(leading: 0.45em)
      text(size: p.lane-text * 1pt, weight: 700, lane.name)
      linebreak()
      text(size: p.lane-text * 0.82 * 1pt, fill: grey, lane.role)
    })))
  }
  place(top + left, dx: p.gutter * u, dy: 0pt, line(angle: 90deg, length: p.height * 1pt, stroke: 0.6pt + hairline))
  for flow in p.flows {
    let look = flow-look.at(flow.class)
    let points = flow.points.map(q => (q.at(0) * u, q.at(1) * u))
    place(top + left, curve(stroke: (paint: look.paint, thickness: look.thickness, dash: look.dash), curve.move(points.first()), ..points.slice(1).map(q => curve.line(q))))
  }
  for head in p.heads { arrow-head(head.x * u, head.y * u, head.dx, head.dy, flow-look.at(head.class).paint) }
  for mark in p.marks { diamond(mark.x * u, mark.y * u, mark.agreed) }
  for node in p.nodes {
    place(top + left, dx: node.x * u, dy: node.y * u, box(width: node.width * u, height: node.height * u, fill: if node.gap != none { red-pale } else { white }, stroke: (if node.gap != none { 1.1pt } else { 0.8pt }) + (if node.gap != none { red } else { blue }), radius: 2.5pt, inset: (x: 2pt, y: 1.5pt), clip: true, align(center + horizon, {
      set par(leading: 0.32em)
      text(size: p.node-text * node.size * 1pt, weight: 700, node.name)
      linebreak()
      if node.gap != none { text(size: p.node-text * node.kind-size * 1pt, weight: 700, fill: red-dark, node.gap) } else { text(size: p.node-text * node.kind-size * 1pt, fill: grey, node.kind) }
    })))
  }
}))

#let picture-key(classes, marks, gap) = block(above: 8pt, below: 4pt, {
  set text(size: 8pt)
  for c in classes {
    let look = flow-look.at(c.class)
    box({ box(baseline: -2.5pt, line(length: 26pt, stroke: (paint: look.paint, thickness: look.thickness, dash: look.dash))); h(4pt); c.name; h(9pt) })
  }
  for m in marks { box({ box(width: 8pt, height: 7pt, baseline: 0pt, diamond(4pt, 3.5pt, m.agreed)); h(3pt); m.name; h(9pt) }) }
  if gap != none { box({ box(width: 14pt, height: 8pt, fill: red-pale, stroke: 1pt + red, radius: 1.5pt, baseline: 1pt); h(4pt); gap }) }
})

#let class-text(class, name) = { let look = flow-look.at(class); box(baseline: -2pt, line(length: 14pt, stroke: (paint: look.paint, thickness: look.thickness, dash: look.dash))); h(3pt); text(size: 8pt, name) }
#let flows-table(names, rows) = table(columns: (1fr, 1fr, 1.2fr, 30mm, 1.3fr), inset: (x: 5pt, y: 4pt), heads(names), ..rows.map(row => (row.start, row.end, row.data, class-text(row.class, row.class-name), row.purpose)).flatten())

#let page-of(paper, lying, body) = { set page(paper: paper, flipped: lying, margin: (x: if lying { 15mm } else { 18mm }, top: 22mm, bottom: 17mm)); body }

#let wide-on(body) = { set page(flipped: true, margin: (x: 15mm, top: 22mm, bottom: 17mm)); body }

#let hatch = tiling(size: (4pt, 4pt), { place(rect(width: 4pt, height: 4pt, fill: rgb("#fffbe6"))); place(line(start: (0pt, 4pt), end: (4pt, 0pt), stroke: 0.5pt + rgb("#d9b400"))) })
#let duty-fill(state) = if state == "gap" { red-pale } else if state == "presumed" { hatch } else if state == "overlap" { orange-pale } else { white }
#let duty-ink(state) = if state == "gap" { red-dark } else { ink }

#let matrix(m) = table(
  columns: (34mm, 11mm) + (1fr,) * m.columns.len(),
  inset: (x: 1.5pt, y: 1.7pt),
  stroke: 0.4pt + hairline,
  align: (x, y) => if x == 0 { left + horizon } else { center + horizon },
  table.header(
    table.cell(colspan: 2, fill: pale, align: left + bottom, inset: 4pt, text(size: 7.5pt, weight: 700, m.system)),
    ..m.columns.map(name => table.cell(fill: pale, align: center + bottom, inset: (x: 1pt, y: 4pt), rotate(-90deg, reflow: true, box(width: m.head * 1pt, { set par(leading: 0.35em); align(left, text(size: 8pt, weight: 700, name)) }))))),
  ..m.rows.map(row => (
    table.cell(rowspan: row.duties.len(), inset: (x: 4pt, y: 2pt), { set par(leading: 0.4em); text(size: 8pt, weight: 700, row.name); linebreak(); text(size: 7pt, fill: grey, row.kind) }),
    ..row.duties.map(duty => (
      text(size: 7.5pt, fill: grey, duty.name),
      ..duty.runs.map(run => table.cell(colspan: run.span, fill: duty-fill(run.state), stroke: if run.state == "overlap" { 1.1pt + orange } else { 0.4pt + hairline }, text(size: run.size * 1pt, fill: duty-ink(run.state), weight: if run.state == "gap" { 700 } else { 400 }, run.label))),
    )).flatten(),
  )).flatten())

#let matrix-key(entries) = block(below: 9pt, {
  set text(size: 8pt)
  for e in entries {
    box(width: 15pt, height: 9pt, baseline: 1.5pt, fill: duty-fill(e.state), stroke: if e.state == "overlap" { 1.1pt + orange } else { 0.5pt + grey })
    h(4pt); e.name; h(13pt)
  }
})
#let short-names(label, rows) = block(above: 9pt, { set text(size: 7.5pt); set par(leading: 0.6em); text(fill: grey, weight: 700, label + h(1em)); for row in rows { box(text(weight: 700, row.at(0)) + "＝" + row.at(1)) + h(1em) } })
`;
