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
  const file = { errors: [], params: new Map(), outputs: new Map(), modules: [], paths: [], keys: [], asked: [], ...namesOf(root) };
  for (const node of everyNode(root)) {
    if (node.isError || node.isMissing) {
      const text = node.isMissing ? `${node.type} is missing` : `unexpected: ${node.text.split('\n')[0].slice(0, 60)}`;
      file.errors.push({ ...placeOf(node), text });
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
    } else if (node.type === 'member_expression' && /^\w+!?\.outputs\.\w+$/.test(node.text)) {
      const [module, , output] = node.text.replace('!', '').split('.');
      file.asked.push({ ...placeOf(node), module, output });
    }
  }

  return file;
}

/**
 * @typedef {object} BicepFile
 * @property {object[]} errors Where it is not Bicep.
 * @property {Map<string, object>} params What it is given: required, secure, described.
 * @property {Map<string, object>} outputs What it gives, and the names that each is made of.
 * @property {object[]} modules What it calls, and with which parameters.
 * @property {object[]} paths The files it names.
 * @property {object[]} keys The keys of its objects, and texts that look like settings.
 * @property {object[]} asked The outputs it asks modules for.
 * @property {Map<string, object>} declared Its own names, by kind.
 * @property {object[]} used The names it uses.
 */

const declarations = {
  parameter_declaration: 'parameter',
  variable_declaration: 'variable',
  resource_declaration: 'resource',
  module_declaration: 'module',
  type_declaration: 'type',
  import_functionality: 'import',
};

/** Names of loops and lambdas count for the whole file: a name that is nowhere declared is found all the same. */
function namesOf(root) {
  const declared = new Map();
  const used = [];
  for (const node of root.descendantsOfType('identifier')) {
    const kind = declarations[node.parent.type];
    if (kind === 'import' || (kind && isName(node))) {
      declared.set(node.text, { ...placeOf(node), kind });
    } else if (isBound(node)) {
      declared.set(node.text, { ...placeOf(node), kind: 'bound' });
    } else if (!isKey(node) && !isCalled(node) && !(node.parent.type === 'output_declaration' && isName(node))) {
      used.push({ ...placeOf(node), name: node.text });
    }
  }

  for (const node of root.descendantsOfType(['loop_variable', 'loop_enumerator'])) {
    declared.set(node.text, { ...placeOf(node), kind: 'bound' });
  }

  return { declared, used };
}

/** The first identifier of a declaration is its name; others are of its value. */
function isName(node) {
  return node.parent.namedChildren.find((child) => child.type === 'identifier').equals(node);
}

/** A loop's variable, or a lambda's. */
function isBound(node) {
  const holder = node.parent.type === 'parenthesized_expression' ? node.parent : node;
  return (holder.parent.type === 'lambda_expression' && holder.parent.namedChild(0).equals(holder))
    || (node.parent.type === 'for_statement' && node.parent.childForFieldName('initializer')?.equals(node));
}

function isKey(node) {
  return node.parent.type === 'object_property' && node.parent.namedChild(0).equals(node);
}

function isCalled(node) {
  return node.parent.type === 'call_expression' && node.parent.childForFieldName('function').equals(node);
}

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
