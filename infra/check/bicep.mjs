// Reads a Bicep file into what the rules ask about: what it declares, what it calls, and where it is not Bicep at all.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';

await Parser.init();
const grammar = await Language.load(readFileSync(fileURLToPath(import.meta.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm'))));
const parser = new Parser();
parser.setLanguage(grammar);

/**
 * @param {string} text The file.
 * @returns {BicepFile} Places are { line, column }, both from 1.
 */
export function readBicep(text) {
  const root = parser.parse(text).rootNode;
  const file = { errors: [], params: new Map(), outputs: new Map(), modules: [], paths: [], keys: [] };
  for (const node of everyNode(root)) {
    if (node.isError || node.isMissing) {
      file.errors.push({ ...placeOf(node), text: node.isMissing ? `${node.type} is missing` : `unexpected: ${node.text.split('\n')[0].slice(0, 60)}` });
    } else if (node.type === 'parameter_declaration') {
      file.params.set(nameOf(node), paramOf(node));
    } else if (node.type === 'output_declaration') {
      file.outputs.set(nameOf(node), { ...placeOf(node), names: new Set(identifiers(node)) });
    } else if (node.type === 'module_declaration') {
      file.modules.push(moduleOf(node));
      file.paths.push(pathOf(node));
    } else if (node.type === 'import_functionality') {
      file.paths.push(pathOf(node));
    } else if (node.type === 'object_property' && node.namedChild(0)) {
      file.keys.push({ ...placeOf(node), name: unquoted(node.namedChild(0).text) });
    } else if (node.type === 'string' && /^'[A-Z]\w*__/.test(node.text)) {
      file.keys.push({ ...placeOf(node), name: unquoted(node.text) });
    }
  }

  return file;
}

/** @typedef {{ errors: object[], params: Map<string, object>, outputs: Map<string, object>, modules: object[], paths: object[], keys: object[] }} BicepFile */

function paramOf(node) {
  const hasDefault = node.children.some((child) => child.type === '=');
  const isNullable = node.descendantsOfType('nullable_type').length > 0;
  return { ...placeOf(node), required: !hasDefault && !isNullable, ...decorationOf(node) };
}

/** What the decorators before a declaration say. */
function decorationOf(node) {
  const before = node.previousNamedSibling;
  const text = before?.type === 'decorators' ? before.text : '';
  return { secure: /@(sys\.)?secure\(/.test(text), described: /@(sys\.)?description\(/.test(text) };
}

function moduleOf(node) {
  const params = node.descendantsOfType('object_property').find((property) => property.namedChild(0)?.text === 'params');
  const given = params?.namedChild(1)?.namedChildren.filter((child) => child.type === 'object_property') ?? [];
  return { ...pathOf(node), name: nameOf(node), given: given.map((property) => ({ ...placeOf(property), name: property.namedChild(0).text })) };
}

function pathOf(node) {
  const path = node.namedChildren.find((child) => child.type === 'string');
  return { ...placeOf(path), path: unquoted(path.text) };
}

function nameOf(node) {
  return node.namedChildren.find((child) => child.type === 'identifier').text;
}

function identifiers(node) {
  return node.descendantsOfType('identifier').map((identifier) => identifier.text);
}

function unquoted(text) {
  return text.replace(/^'|'$/g, '');
}

function placeOf(node) {
  return { line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
}

function* everyNode(node) {
  yield node;
  for (const child of node.children) {
    yield* everyNode(child);
  }
}
