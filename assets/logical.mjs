// Turns left and right into start and end, so that one style sheet serves both directions of writing.
// govuk-frontend is written for left to right; our own sheets name no side in the first place.
const SIDES = { left: "inline-start", right: "inline-end" };
const RULE = /([^{}]+)\{([^{}]*)\}/g;
// What stands before or after a text is a drawing: its borders make its form, which has no reading direction.
const DRAWN = /:(before|after)\b/;

export function logical(css) {
  return css.replace(RULE, (whole, selector, body) => {
    const drawn = DRAWN.test(selector);
    return `${selector}{${split(body, ";").map((each) => declaration(each, drawn)).join(";")}}`;
  });
}

// Splits at a separator that stands outside of brackets and quotes.
function split(text, separator) {
  const found = [""];
  let depth = 0;
  let quote = "";
  for (const each of text) {
    if (quote) quote = each === quote ? "" : quote;
    else if (each === '"' || each === "'") quote = each;
    else depth += (each === "(") - (each === ")");
    if (each === separator && depth === 0 && !quote) found.push("");
    else found[found.length - 1] += each;
  }
  return found.filter((each) => each.trim() !== "");
}

function declaration(text, drawn) {
  const [, name, value] = text.match(/^\s*([\w-]+)\s*:(.*)$/s) ?? [];
  if (!name || name.startsWith("--")) return text;
  if (name in SIDES) return `inset-${SIDES[name]}:${value}`;
  if (["text-align", "justify-content", "float", "clear"].includes(name)) return `${name}:${aside(name, value)}`;
  const side = name.match(/^(margin|padding|border|scroll-margin|scroll-padding)-(left|right)(-\w+)?$/);
  if (side && !(drawn && side[1] === "border")) return `${side[1]}-${SIDES[side[2]]}${side[3] ?? ""}:${value}`;
  if (name === "margin" || name === "padding") return four(name, "", value);
  if (!drawn && /^border-(width|style|color)$/.test(name)) return four("border", name.slice("border".length), value);
  return text;
}

function aside(name, value) {
  const ends = /^(text|justify)/.test(name) ? { left: "start", right: "end" } : SIDES;
  return value.replace(/^(\s*)(left|right)\b/, (_, space, side) => space + ends[side]);
}

// Top, right, bottom, left: only where right and left differ does the direction matter.
function four(name, suffix, value) {
  const important = value.endsWith("!important") ? "!important" : "";
  const [top, right, bottom, left, ...more] = split(value.replace("!important", ""), " ");
  if (left === undefined || more.length > 0 || left === right) return `${name}${suffix}:${value}`;
  return [
    `${name}-block${suffix}:${top} ${bottom}${important}`,
    `${name}-inline${suffix}:${left} ${right}${important}`,
  ].join(";");
}
