-- What pandoc's own Typst lacks: text as it is written, text alternatives, footnotes at their call, labels, and the
-- template's blocks.

-- The template has a function of the same name for each of these classes.
local blocks = {
  ["chart"] = true,
  ["chart-headline"] = true,
  ["illustration-note"] = true,
  ["shorthand"] = true,
  ["source-note"] = true,
  ["admonition"] = true,
  ["admonition-title"] = true,
  ["caution"] = true,
  ["dense"] = true,
  ["turned"] = true,
  ["kept"] = true,
}

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function around(name, content)
  content:insert(1, pandoc.RawBlock("typst", "#" .. name .. "["))
  content:insert(pandoc.RawBlock("typst", "]"))
  return content
end

local function Div(div)
  local class = div.classes[1]
  if class == "part" then
    return pandoc.RawBlock("typst", "#part(" .. quoted(div.attributes.caption) .. ")")
  end
  if blocks[class] then
    return around(class, div.content)
  end
  return div.content -- a Typst block of its own would not break across pages as text does
end

local function Span(span)
  local class = span.classes[1]
  if class == "footnote" then
    return pandoc.Note({ pandoc.Plain(span.content) })
  end
  if class == "anchor" then
    return pandoc.RawInline("typst", "#metadata(none)#label(" .. quoted(span.identifier) .. ")")
  end
  if class == "caption-number" then
    span.content:insert(1, pandoc.RawInline("typst", "#caption-number["))
    span.content:insert(pandoc.RawInline("typst", "]"))
  end
  return span.content
end

-- A placed number reads as text; another link within the report shows that it is one.
local function Link(link)
  if link.target:sub(1, 1) == "#" and not link.classes:includes("placed-number") then
    link.content:insert(1, pandoc.RawInline("typst", "#cross-reference["))
    link.content:insert(pandoc.RawInline("typst", "]"))
  end
  return link
end

local function Image(image)
  local words = pandoc.utils.stringify(image.caption)
  local call = "#picture(" .. quoted(image.src) .. ", " .. quoted(words)
  if image.attributes["print"] then
    local width = image.attributes["print-width"] or "auto"
    local height = image.attributes["print-height"] or "auto"
    call = "#own-picture(" .. quoted(image.src) .. ", " .. quoted(words) .. ", " .. width .. ", " .. height
  end
  return pandoc.RawInline("typst", call .. ")")
end

-- All words of the report go through here. Every sign of ASCII is escaped, wherever it stands: pandoc escapes what is
-- markup within a line, but a cell, an item, a note or a strong word is the start of one, where "+ 12" would be an item
-- of a list, "1. x" another, "/ x: y" a term, and "= x" a heading.
local function escaped(str)
  return pandoc.RawInline("typst", (str.text:gsub("%p", "\\%0")))
end

-- Words last: a text alternative is read before its words are escaped.
return { { Div = Div, Span = Span, Link = Link, Image = Image }, { Str = escaped } }
