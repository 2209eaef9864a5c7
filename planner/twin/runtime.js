// What JavaScript lacks of Python, for board.js: dictionaries with any key in their order,
// truth, equality, division, texts by their characters. Written by hand. A dictionary is a Map,
// a list or a tuple an Array, None is null.
"use strict";
const py = (() => {
  // A key as a Map keeps it: of all tuples that are equal, the first that was one.
  const tuples = new Map();

  function kept(key) {
    if (typeof key === "string" || typeof key === "number" || key === null) {
      return key;
    }
    return typeof key === "boolean" ? Number(key) : kept_tuple(key);
  }

  function kept_tuple(key) {
    if (!Array.isArray(key)) {
      throw new Error("a record or a dictionary is no key");
    }
    const words = JSON.stringify(key);
    if (!tuples.has(words)) {
      tuples.set(words, key.slice());
    }
    return tuples.get(words);
  }

  // Dictionaries.
  function dict(pairs) {
    if (pairs instanceof Map) {
      return new Map(pairs);
    }
    const made = new Map();
    for (const [key, value] of pairs) {
      made.set(kept(key), value);
    }
    return made;
  }

  function fromkeys(keys_, value = null) {
    return by_each(each(keys_), () => value);
  }

  // What is found for each of some keys.
  function by_each(keys_, found) {
    const made = new Map();
    for (const key of keys_) {
      made.set(kept(key), found(key));
    }
    return made;
  }

  function keys(map) {
    return [...map.keys()];
  }

  function values(map) {
    return [...map.values()];
  }

  function items(map) {
    return [...map];
  }

  function get(map, key, otherwise = null) {
    const value = map.get(kept(key));
    return value === undefined ? otherwise : value;
  }

  function setdefault(map, key, value) {
    const key_ = kept(key);
    if (!map.has(key_)) {
      map.set(key_, value);
    }
    return map.get(key_);
  }

  function drop(map, key) {
    if (!map.delete(kept(key))) {
      throw new Error(`no entry ${JSON.stringify(key)}`);
    }
  }

  function clear(map) {
    map.clear();
  }

  // Lists, and what lists and dictionaries have in common.
  function each(things) {
    if (things instanceof Map) {
      return keys(things);
    }
    if (typeof things === "string") {
      return signs(things);
    }
    if (!Array.isArray(things)) {
      throw new Error("neither a list nor a dictionary");
    }
    return things;
  }

  function list(things) {
    return Array.isArray(things) ? things.slice() : each(things);
  }

  function place(things, number) {
    const from_start = number < 0 ? things.length + number : number;
    if (!(from_start >= 0 && from_start < things.length)) {
      throw new Error(`no place ${number}`);
    }
    return from_start;
  }

  function at(things, key) {
    if (Array.isArray(things)) {
      const value = things[key];
      return value === undefined ? things[place(things, key)] : value;
    }
    if (things instanceof Map) {
      const value = things.get(kept(key));
      if (value === undefined) {
        throw new Error(`no entry ${JSON.stringify(key)}`);
      }
      return value;
    }
    const all = each(things);
    return all[place(all, key)];
  }

  // An entry by a name that is written out: no list has one.
  function cell(map, name) {
    const value = map.get(name);
    if (value === undefined) {
      throw new Error(`no entry ${JSON.stringify(name)}`);
    }
    return value;
  }

  function put(things, key, value) {
    if (things instanceof Map) {
      things.set(kept(key), value);
    } else {
      each(things)[place(things, key)] = value;
    }
  }

  function slice(things, low, high) {
    if (typeof things === "string" && !is_plain(things)) {
      return slice(signs(things), low, high).join("");
    }
    return things.slice(low === null ? 0 : low, high === null ? undefined : high);
  }

  function len(things) {
    if (typeof things === "string") {
      return is_plain(things) ? things.length : signs(things).length;
    }
    return things instanceof Map ? things.size : each(things).length;
  }

  function within(thing, things) {
    if (things instanceof Map) {
      return things.has(kept(thing));
    }
    if (typeof things === "string" || typeof thing === "string") {
      return things.includes(thing);
    }
    return things.some((other) => same(thing, other));
  }

  function append(things, thing) {
    things.push(thing);
  }

  function extend(things, more) {
    things.push(...each(more));
  }

  function update(map, more) {
    for (const [key, value] of more instanceof Map ? items(more) : each(more)) {
      map.set(kept(key), value);
    }
  }

  function pop(things, key = -1, otherwise = undefined) {
    if (Array.isArray(things)) {
      return things.splice(place(things, key), 1)[0];
    }
    const value = get(things, key, otherwise ?? null);
    if (!things.delete(kept(key)) && otherwise === undefined) {
      throw new Error(`no entry ${JSON.stringify(key)}`);
    }
    return value;
  }

  function count(things, thing) {
    if (typeof things === "string") {
      return filled(thing, "found") && things.split(thing).length - 1;
    }
    return things.filter((other) => same(thing, other)).length;
  }

  function repeated(things, times) {
    const found = [];
    for (let number = 0; number < times; number += 1) {
      found.push(...each(things));
    }
    return typeof things === "string" ? found.join("") : found;
  }

  function reversed(things) {
    return list(things).reverse();
  }

  function index(things, thing) {
    if (typeof things === "string") {
      const before = things.indexOf(thing);
      return before < 0 ? index([], thing) : len(things.slice(0, before));
    }
    const number = things.findIndex((other) => same(thing, other));
    if (number < 0) {
      throw new Error(`not in the list: ${JSON.stringify(thing)}`);
    }
    return number;
  }

  function remove(things, thing) {
    things.splice(index(things, thing), 1);
  }

  function range(first, end = null) {
    const found = [];
    for (let number = end === null ? 0 : first; number < (end ?? first); number += 1) {
      found.push(number);
    }
    return found;
  }

  function enumerate(things, first = 0) {
    return each(things).map((thing, number) => [first + number, thing]);
  }

  function zip(...lists) {
    const all = lists.map(each);
    if (all.some((one) => one.length !== all[0].length)) {
      throw new Error("lists of different lengths");
    }
    return all[0].map((_, number) => all.map((one) => one[number]));
  }

  function next(things, otherwise) {
    return things.length === 0 && otherwise !== undefined ? otherwise : at(things, 0);
  }

  function field(record, name) {
    if (!Object.hasOwn(record, name)) {
      throw new Error(`no field ${name}`);
    }
    return record[name];
  }

  // The answer of a function about something that never changes, as long as that is in use.
  const answers = new WeakMap();

  function kept_while_used(found, asked) {
    const known = answers.get(found) ?? new WeakMap();
    answers.set(found, known);
    if (!known.has(asked)) {
      known.set(asked, found(asked));
    }
    return known.get(asked);
  }

  // Order: numbers by size, texts by their characters, tuples by their first difference.
  function compared(one, other) {
    if (Array.isArray(one) && Array.isArray(other)) {
      for (let number = 0; number < Math.min(one.length, other.length); number += 1) {
        const found = compared(one[number], other[number]);
        if (found !== 0) {
          return found;
        }
      }
      return one.length - other.length;
    }
    if (typeof one === "string" && typeof other === "string") {
      return compared_texts(Array.from(one), Array.from(other));
    }
    return number(one) - number(other) || (number(one) > number(other)) - (number(one) < number(other));
  }

  function compared_texts(one, other) {
    return compared(one.map((sign) => sign.codePointAt(0)), other.map((sign) => sign.codePointAt(0)));
  }

  function sorted(things, key = (thing) => thing, backwards = false) {
    const pairs = each(things).map((thing) => [key(thing), thing]);
    const sign = backwards ? -1 : 1;
    return pairs.sort((one, other) => sign * compared(one[0], other[0])).map((pair) => pair[1]);
  }

  // The first of the least and of the greatest, as in Python.
  function least(one, other) {
    return other < one ? other : one;
  }

  function most(one, other) {
    return other > one ? other : one;
  }

  function min(...numbers) {
    return numbers.reduce(least);
  }

  function max(...numbers) {
    return numbers.reduce(most);
  }

  function min_of(things, otherwise, key) {
    return extreme_of(each(things), otherwise, key, least, false);
  }

  function max_of(things, otherwise, key) {
    return extreme_of(each(things), otherwise, key, most, true);
  }

  function extreme_of(all, otherwise, key, chosen, backwards) {
    if (all.length === 0 && otherwise !== undefined) {
      return otherwise;
    }
    const by_size = key === undefined && all.every(is_number);
    return by_size ? all.reduce(chosen) : at(sorted(all, key, backwards), 0);
  }

  // Numbers.
  function number(value) {
    if (typeof value !== "number" && typeof value !== "boolean") {
      throw new Error(`not a number: ${JSON.stringify(value)}`);
    }
    return Number(value);
  }

  function whole(value) {
    const digits = typeof value === "string" && /^-?[0-9]+$/.test(value);
    return Math.trunc(digits ? Number(value) : number(value)) + 0;
  }

  function abs(value) {
    return Math.abs(number(value));
  }

  function isnan(value) {
    return Number.isNaN(number(value));
  }

  function copysign(size, sign) {
    return Object.is(Math.sign(sign), -0) || sign < 0 ? -Math.abs(size) : Math.abs(size);
  }

  function whole_of(value) {
    if (!Number.isFinite(value)) {
      throw new Error(`no whole number: ${value}`);
    }
    return value + 0;
  }

  function floor(value) {
    return whole_of(Math.floor(number(value)));
  }

  function ceil(value) {
    return whole_of(Math.ceil(number(value)));
  }

  function divide(one, other) {
    if (Number(other) === 0) {
      throw new Error("division by zero");
    }
    return one / other;
  }

  function modulo(one, other) {
    divide(one, other);
    const rest = one % other;
    return rest !== 0 && rest < 0 !== other < 0 ? rest + other : rest + 0;
  }

  function floor_divide(one, other) {
    return Math.round((one - modulo(one, other)) / other) + 0;
  }

  // Truth, equality, texts.
  function truth(value) {
    if (value instanceof Map) {
      return value.size > 0;
    }
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  }

  function both(value, other) {
    return truth(value) ? other() : value;
  }

  function either(value, other) {
    return truth(value) ? value : other();
  }

  function same(one, other) {
    if (one === other) {
      return true;
    }
    if (typeof one === typeof other && typeof one !== "object") {
      return false;
    }
    if (Array.isArray(one) && Array.isArray(other)) {
      return one.length === other.length && one.every((part, n) => same(part, other[n]));
    }
    if (one instanceof Map && other instanceof Map) {
      return (
        one.size === other.size &&
        Array.from(one).every(([key, value]) => other.has(key) && same(value, other.get(key)))
      );
    }
    if (is_record(one) && is_record(other)) {
      const names = Object.keys(one);
      return (
        names.length === Object.keys(other).length &&
        names.every((name) => Object.hasOwn(other, name) && same(one[name], other[name]))
      );
    }
    return is_number(one) && is_number(other) && +one === +other;
  }

  function is_number(value) {
    return typeof value === "number" || typeof value === "boolean";
  }

  function is_record(value) {
    return value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Map);
  }

  function text(value) {
    if (typeof value === "string" || Number.isSafeInteger(value)) {
      return String(value);
    }
    const words = new Map([[null, "None"], [true, "True"], [false, "False"]]);
    if (!words.has(value)) {
      throw new Error("only texts and whole numbers become text");
    }
    return words.get(value);
  }

  // Texts by their characters, of which JavaScript counts some twice.
  function is_plain(value) {
    return !/[\ud800-\udfff]/.test(value);
  }

  function signs(value) {
    return Array.from(value);
  }

  function ord(sign) {
    if (len(sign) !== 1) {
      throw new Error("not one character");
    }
    return sign.codePointAt(0);
  }

  function filled(value, what) {
    if (typeof value !== "string" || value === "") {
      throw new Error(`nothing can be ${what} that is not text, or is empty`);
    }
    return true;
  }

  function upper(value) {
    return value.toUpperCase();
  }

  function lower(value) {
    return value.toLowerCase();
  }

  function partition(value, sign) {
    const found = filled(sign, "found") && value.indexOf(sign);
    if (found < 0) {
      return [value, "", ""];
    }
    return [value.slice(0, found), sign, value.slice(found + sign.length)];
  }

  function rpartition(value, sign) {
    const found = filled(sign, "found") && value.lastIndexOf(sign);
    if (found < 0) {
      return ["", "", value];
    }
    return [value.slice(0, found), sign, value.slice(found + sign.length)];
  }

  function join(between, things) {
    const all = each(things);
    if (!all.every((one) => typeof one === "string")) {
      throw new Error("only texts are joined");
    }
    return all.join(between);
  }

  // What Python calls white space.
  const SPACE =
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006" +
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

  function split(value, between = null) {
    if (between !== null) {
      return filled(between, "found") && value.split(between);
    }
    const found = [];
    let word = "";
    for (const sign of [...signs(value), " "]) {
      if (!SPACE.includes(sign)) {
        word += sign;
      } else if (word !== "") {
        found.push(word);
        word = "";
      }
    }
    return found;
  }

  function lstrip(value, some = SPACE) {
    const all = signs(value);
    const first = all.findIndex((sign) => !some.includes(sign));
    return first < 0 ? "" : all.slice(first).join("");
  }

  function rstrip(value, some = SPACE) {
    const all = signs(value);
    const last = all.findLastIndex((sign) => !some.includes(sign));
    return all.slice(0, last + 1).join("");
  }

  function strip(value, some = SPACE) {
    return rstrip(lstrip(value, some), some);
  }

  function ljust(value, width, sign = " ") {
    return value + repeated(sign, width - len(value));
  }

  function rjust(value, width, sign = " ") {
    return repeated(sign, width - len(value)) + value;
  }

  function startswith(value, start) {
    return Array.isArray(start) ? start.some((one) => value.startsWith(one)) : value.startsWith(start);
  }

  function endswith(value, end) {
    return Array.isArray(end) ? end.some((one) => value.endsWith(one)) : value.endsWith(end);
  }

  function removeprefix(value, start) {
    return value.startsWith(start) ? value.slice(start.length) : value;
  }

  function removesuffix(value, end) {
    return value.endsWith(end) ? value.slice(0, value.length - end.length) : value;
  }

  function replace(value, old, now) {
    return filled(old, "replaced") && value.split(old).join(now);
  }

  function translate(value, table) {
    const said = (sign) => {
      const other = table.get(sign.codePointAt(0));
      if (other === undefined) {
        return sign;
      }
      return typeof other === "number" ? String.fromCodePoint(other) : other ?? "";
    };
    return signs(value).map(said).join("");
  }

  function escape(value) {
    const written = new Map([["&", "&amp;"], ["<", "&lt;"], [">", "&gt;"], ['"', "&quot;"], ["'", "&#x27;"]]);
    return value.replace(/[&<>"']/g, (sign) => written.get(sign));
  }

  // From JSON's objects to dictionaries.
  function from_json(value) {
    if (Array.isArray(value)) {
      return value.map(from_json);
    }
    if (value === null || typeof value !== "object") {
      return value;
    }
    return dict(Object.entries(value).map(([key, part]) => [key, from_json(part)]));
  }

  return {
    abs, append, at, both, by_each, ceil, cell, clear, copysign, count, dict, divide, drop,
    each, either, endswith, enumerate, escape, extend, field, floor, floor_divide, from_json,
    fromkeys, get, index, isnan, items, join, kept_while_used, keys, least, len, list, ljust,
    lower, lstrip, max, max_of, min, min_of, modulo, most, next, number, ord, partition, pop,
    put, range, remove, removeprefix, removesuffix, repeated, replace, reversed, rjust,
    rpartition, rstrip, same, setdefault, slice, sorted, split, startswith, strip, text,
    translate, truth, update, upper, values, whole, within, zip,
  };
})();
