-- What pandoc's own Typst lacks: text alternatives, footnotes at their call, labels, and the template's blocks.

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

function Div(div)
  local class = div.classes[1]
  if class == "part" then
    return pandoc.RawBlock("typst", "#part(" .. quoted(div.attributes.caption) .. ")")
  end
  if blocks[class] then
    return around(class, div.content)
  end
  return div.content -- a Typst block of its own would not break across pages as text does
end

function Span(span)
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
function Link(link)
  if link.target:sub(1, 1) == "#" and not link.classes:includes("placed-number") then
    link.content:insert(1, pandoc.RawInline("typst", "#cross-reference["))
    link.content:insert(pandoc.RawInline("typst", "]"))
  end
  return link
end

function Image(image)
  local words = pandoc.utils.stringify(image.caption)
  return pandoc.RawInline("typst", "#picture(" .. quoted(image.src) .. ", " .. quoted(words) .. ")")
end
