// What JavaScript lacks of Python, for rulebook.js: dictionaries with any key in their order,
// truth, equality, division. Written by hand. A dictionary is a Map, a list or a tuple an Array,
// None is null.
"use strict";
const py = (() => {
  // A key as a Map keeps it: a tuple as text after a sign that other texts do not start with.
  function kept(key) {
    if (typeof key === "string") {
      return key.charCodeAt(0) === 0 ? `\u0000text${key}` : key;
    }
    if (Array.isArray(key)) {
      return `\u0000tuple${JSON.stringify(key)}`;
    }
    return typeof key === "boolean" ? Number(key) : key;
  }

  function given(key) {
    if (typeof key !== "string" || key.charCodeAt(0) !== 0) {
      return key;
    }
    return key.startsWith("\u0000tuple") ? JSON.parse(key.slice(6)) : key.slice(5);
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
    return dict(each(keys_).map((key) => [key, value]));
  }

  function keys(map) {
    const found = [];
    for (const key of map.keys()) {
      found.push(given(key));
    }
    return found;
  }

  function values(map) {
    return [...map.values()];
  }

  function items(map) {
    const found = [...map];
    for (const entry of found) {
      entry[0] = given(entry[0]);
    }
    return found;
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
    if (!Array.isArray(things)) {
      throw new Error("neither a list nor a dictionary");
    }
    return things;
  }

  function list(things) {
    return things instanceof Map ? keys(things) : each(things).slice();
  }

  function place(things, number) {
    const from_start = number < 0 ? things.length + number : number;
    if (!(from_start >= 0 && from_start < things.length)) {
      throw new Error(`no place ${number}`);
    }
    return from_start;
  }

  function at(things, key) {
    if (things instanceof Map) {
      const value = things.get(kept(key));
      if (value === undefined) {
        throw new Error(`no entry ${JSON.stringify(key)}`);
      }
      return value;
    }
    return each(things)[place(things, key)];
  }

  function put(things, key, value) {
    if (things instanceof Map) {
      things.set(kept(key), value);
    } else {
      each(things)[place(things, key)] = value;
    }
  }

  function slice(things, low, high) {
    return things.slice(low === null ? 0 : low, high === null ? undefined : high);
  }

  function len(things) {
    return things instanceof Map ? things.size : things.length;
  }

  function within(thing, things) {
    if (things instanceof Map) {
      return things.has(kept(thing));
    }
    if (typeof things === "string" || typeof thing === "string") {
      return things.includes(thing);
    }
    return each(things).some((other) => same(thing, other));
  }

  function append(things, thing) {
    things.push(thing);
  }

  function index(things, thing) {
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

  function next(things) {
    return at(things, 0);
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

  function sorted(things, key = (thing) => thing) {
    const pairs = each(things).map((thing) => [key(thing), thing]);
    return pairs.sort((one, other) => compared(one[0], other[0])).map((pair) => pair[1]);
  }

  // The first of the least and of the greatest, as in Python.
  function least(one, other) {
    return other < one ? other : one;
  }

  function most(one, other) {
    return other > one ? other : one;
  }

  function min(one, other, ...more) {
    return more.reduce(least, least(one, other));
  }

  function max(one, other, ...more) {
    return more.reduce(most, most(one, other));
  }

  function min_of(things, otherwise) {
    const all = each(things);
    return all.length === 0 && otherwise !== undefined ? otherwise : all.reduce(least);
  }

  function max_of(things, otherwise) {
    const all = each(things);
    return all.length === 0 && otherwise !== undefined ? otherwise : all.reduce(most);
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
    if (Array.isArray(one) && Array.isArray(other)) {
      return one.length === other.length && one.every((part, n) => same(part, other[n]));
    }
    if (one instanceof Map && other instanceof Map) {
      return (
        one.size === other.size &&
        Array.from(one).every(([key, value]) => other.has(key) && same(value, other.get(key)))
      );
    }
    const numbers = ["number", "boolean"];
    return numbers.includes(typeof one) && numbers.includes(typeof other) && +one === +other;
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

  function upper(value) {
    return value.toUpperCase();
  }

  function partition(value, sign) {
    const found = value.indexOf(sign);
    if (found < 0) {
      return [value, "", ""];
    }
    return [value.slice(0, found), sign, value.slice(found + sign.length)];
  }

  // From JSON's objects to dictionaries, and from dictionaries and records to what JSON can say.
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
    append, at, both, clear, dict, divide, drop, each, either, enumerate, floor_divide, from_json,
    fromkeys, get, index, items, keys, len, list, max, max_of, min, min_of, modulo, next, number,
    partition, put, range, remove, same, setdefault, slice, sorted, text, truth, upper, values,
    whole, within, zip,
  };
})();
