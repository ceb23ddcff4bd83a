/** The look of the page, headings, text and tables, as typst functions. Colours: the Digital Agency's design system. */
export const pageStyle = `
#let blue = rgb("#0017c1")
#let blue-pale = rgb("#e8f1fe")
#let ink = rgb("#1a1a1c")
#let grey = rgb("#626264")
#let hairline = rgb("#cccccc")
#let pale = rgb("#f2f2f2")
#let red = rgb("#ec0000")
#let red-dark = rgb("#a90000")
#let red-pale = rgb("#fdeeee")
#let orange = rgb("#c74700")
#let orange-pale = rgb("#ffeee2")
#let green = rgb("#197a4b")

#let level-look = (
  "very-high": (fill: rgb("#8b0000"), ink: white, edge: rgb("#8b0000")),
  "high": (fill: rgb("#ffa66d"), ink: ink, edge: rgb("#c74700")),
  "medium": (fill: rgb("#fff0b3"), ink: ink, edge: rgb("#b78f00")),
  "low": (fill: rgb("#e8f1fe"), ink: ink, edge: rgb("#7096f8")),
)

#let small(body) = text(size: 7.5pt, fill: grey, body)
#let strong-text(body) = text(weight: 700, body)

#let level-chip(level) = if level == none { small("―") } else {
  let look = level-look.at(level.id)
  box(fill: look.fill, stroke: 0.6pt + look.edge, radius: 2pt, inset: (x: 4pt, y: 2.2pt), baseline: 2.2pt,
    text(size: 7.5pt, fill: look.ink, weight: 700, level.mark + " " + level.name))
}

#let plain-chip(label, tint: blue, back: white) = box(fill: back, stroke: 0.6pt + tint, radius: 2pt, inset: (x: 4pt, y: 2.2pt), baseline: 2.2pt,
  text(size: 7.5pt, fill: tint, weight: 700, label))

#let label-box(label, paint) = box(stroke: 0.8pt + paint, inset: (x: 5pt, y: 3pt), text(size: 8.5pt, weight: 700, fill: paint, tracking: 0.5pt, label))

#let report(title: "", city: "", handling: "", dated: "", author: "", language: "ja", year: 2026, month: 1, day: 1, body) = {
  set document(title: city + " " + title, author: author, date: datetime(year: year, month: month, day: day))
  set text(font: "Noto Sans JP", lang: language, region: if language == "ja" { "JP" } else { "GB" }, size: 9.5pt, fill: ink, fallback: false, cjk-latin-spacing: none)
  set par(leading: 0.82em, spacing: 1em)
  set list(marker: text(fill: blue, "・"), indent: 0pt, body-indent: 4pt)
  set page(
    paper: "a4",
    margin: (x: 18mm, top: 22mm, bottom: 18mm),
    header: context if counter(page).get().first() > 1 {
      set text(size: 8pt, fill: grey)
      grid(columns: (1fr, auto), align: (left + horizon, right + horizon), city + h(1em) + title, label-box(handling, ink))
    },
    footer: context {
      set text(size: 8pt, fill: grey)
      grid(columns: (1fr, auto, 1fr), align: (left, center, right), city, dated,
        counter(page).display("1 / 1", both: true))
    },
  )
  set table(stroke: (x, y) => (bottom: 0.5pt + hairline), inset: (x: 5pt, y: 5.5pt))
  set table.cell(breakable: false)
  show table: set text(size: 8.5pt)
  show table: set par(leading: 0.65em)
  show heading.where(level: 1): it => block(below: 12pt, above: 0pt, sticky: true, {
    block(width: 100%, inset: (bottom: 6pt), stroke: (bottom: 1.6pt + blue), text(size: 17pt, weight: 700, fill: ink, it.body))
  })
  show heading.where(level: 2): it => block(above: 18pt, below: 9pt, sticky: true, text(size: 12pt, weight: 700, it.body))
  show heading.where(level: 3): it => block(above: 12pt, below: 6pt, sticky: true, text(size: 10pt, weight: 700, it.body))
  show outline.entry: it => link(it.element.location(), block(above: 7pt, grid(columns: (1fr, auto), column-gutter: 6pt,
    it.body() + box(width: 1fr, inset: (left: 6pt, right: 4pt), repeat(text(fill: hairline, "."), gap: 3pt)), text(fill: grey, it.page()))))
  body
}

// Goes on to the next page where less than this is left: a heading does not stand alone at the foot.
#let need(height) = { block(height: height, above: 0pt, below: 0pt, breakable: false); v(-height) }

#let room(points) = need(points * 1pt)

#let section(heading-text, lead, fresh) = {
  if fresh { pagebreak(weak: true) } else { need(62mm); v(22pt, weak: true) }
  heading(level: 1, heading-text)
  if lead != none { block(below: 11pt, sticky: true, text(fill: grey, lead)) }
}
#let subsection(heading-text) = { need(34mm); heading(level: 2, heading-text) }
#let minor(heading-text) = heading(level: 3, heading-text)
#let prose(body) = block(below: 8pt, body)
#let note(body) = block(above: 7pt, below: 7pt, text(size: 8pt, fill: grey, body))
#let space(size) = v(size * 1pt)
// Header cells of a table that repeats on each page.
#let heads(names) = table.header(..names.map(name => table.cell(fill: pale, text(size: 8pt, weight: 700, name))))

#let kept-note(body) = if body != none { block(above: 7pt, inset: (left: 8pt, y: 4pt), stroke: (left: 2pt + hairline), text(size: 8.5pt, fill: grey, body)) }
`;
