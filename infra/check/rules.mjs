// What must hold for the infrastructure, the workflows and azure.yaml. Each rule takes the repository as a map from path to text and gives
// the faults it finds: { file, line, column, text }.

import { posix } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { readBicep } from './bicep.mjs';

/** Everything that can be checked without Azure, or a Bicep compiler. */
export function check(files, platformSettings) {
  const bicep = new Map([...files].filter(([path]) => path.endsWith('.bicep')).map(([path, text]) => [path, readBicep(text)]));
  return [
    ...syntax(bicep),
    ...modulePaths(bicep),
    ...moduleParameters(bicep),
    ...moduleOutputs(bicep),
    ...names(bicep),
    ...secretsInOutputs(bicep),
    ...namesOfSecrets(bicep),
    ...descriptions(bicep),
    ...json(files),
    ...parametersFile(files, bicep),
    ...yaml(files),
    ...pinnedActions(files),
    ...azdPaths(files),
    ...appSettings(files, bicep, platformSettings),
    ...timerSchedules(files, bicep),
    ...alwaysReadyFunctions(files),
    ...measuresInAlerts(files),
  ];
}

/** Every file is Bicep from its first character to its last. */
export function* syntax(bicep) {
  for (const [file, { errors }] of bicep) {
    yield* errors.map((error) => ({ file, ...error }));
  }
}

/** What a file names, as a module or an import, is there. */
export function* modulePaths(bicep) {
  for (const [file, { paths }] of bicep) {
    for (const { path, ...place } of paths) {
      if (!bicep.has(beside(file, path))) {
        yield { file, ...place, text: `${path} does not exist` };
      }
    }
  }
}

/** A module is given what it declares, and all that it requires. */
export function* moduleParameters(bicep) {
  for (const [file, { modules }] of bicep) {
    for (const { path, name, given, ...place } of modules) {
      const params = bicep.get(beside(file, path))?.params;
      if (!params) {
        continue;
      }

      for (const { name: parameter, ...at } of given.filter((one) => !params.has(one.name))) {
        yield { file, ...at, text: `${path} declares no parameter ${parameter}` };
      }

      const names = new Set(given.map((one) => one.name));
      for (const [parameter] of [...params].filter(([one, { required }]) => required && !names.has(one))) {
        yield { file, ...place, text: `module ${name} is not given ${parameter}` };
      }
    }
  }
}

/** A module is asked for what it gives. */
export function* moduleOutputs(bicep) {
  for (const [file, { asked, modules }] of bicep) {
    for (const { module: name, output, ...place } of asked) {
      const path = modules.find((module) => module.name === name)?.path;
      const outputs = path && bicep.get(beside(file, path))?.outputs;
      if (outputs && !outputs.has(output)) {
        yield { file, ...place, text: `${path} has no output ${output}` };
      }
    }
  }
}

/** Every name is declared; every parameter, variable and import is used. */
export function* names(bicep) {
  for (const [file, { declared, used }] of bicep) {
    for (const { name, ...place } of used.filter((one) => !declared.has(one.name))) {
      yield { file, ...place, text: `${name} is declared nowhere` };
    }

    const wanted = new Set(used.map((one) => one.name));
    for (const [name, { kind, line, column }] of declared) {
      if (['parameter', 'variable', 'import'].includes(kind) && !wanted.has(name) && !isExported(file, name, bicep)) {
        yield { file, line, column, text: `nothing uses the ${kind} ${name}` };
      }
    }
  }
}

/** True where another file imports the name. */
function isExported(file, name, bicep) {
  return [...bicep].some(([other, { paths, declared }]) =>
    declared.get(name)?.kind === 'import' && paths.some(({ path }) => beside(other, path) === file));
}

/** What is secure stays so: outputs are kept in the deployment's history, for whoever may read it. */
export function* secretsInOutputs(bicep) {
  for (const [file, { params, outputs }] of bicep) {
    for (const [name, { names, ...place }] of outputs) {
      for (const secret of [...names].filter((one) => params.get(one)?.secure)) {
        yield { file, ...place, text: `output ${name} shows the secure parameter ${secret}` };
      }
    }
  }
}

/**
 * The compiler's rule secure-secrets-in-params, an error by bicepconfig.json: what is named like a secret is secure. It goes by the letters: also
 * a secretariat begins like a secret.
 */
export function* namesOfSecrets(bicep) {
  for (const [file, { params }] of bicep) {
    for (const [name, { secure, ...place }] of params) {
      if (!secure && /password|pwd|secret|accountkey|acctkey/i.test(name) && !/secret(permissions|version|ur[il]|name)/i.test(name)) {
        yield { file, line: place.line, column: place.column, text: `parameter ${name} is named like a secret: make it @secure(), or name it otherwise` };
      }
    }
  }
}

/** Every parameter says what it is. */
export function* descriptions(bicep) {
  for (const [file, { params }] of bicep) {
    for (const [name, { described, ...place }] of params) {
      if (!described) {
        yield { file, ...place, text: `parameter ${name} has no @description` };
      }
    }
  }
}

/** JSON files are JSON. */
export function* json(files) {
  for (const [file, text] of files) {
    if (!file.endsWith('.json')) {
      continue;
    }

    try {
      JSON.parse(text);
    } catch (e) {
      yield { file, ...at(1), text: e.message };
    }
  }
}

/** azd's parameters are main.bicep's, all of them: one that azd does not know of could never be set. */
export function* parametersFile(files, bicep) {
  const file = 'infra/main.parameters.json';
  const params = bicep.get('infra/main.bicep')?.params;
  const parameters = parsed(files.get(file))?.parameters;
  if (!params || !parameters) {
    return;
  }

  for (const name of Object.keys(parameters).filter((one) => !params.has(one))) {
    yield { file, ...at(lineOf(files.get(file), `"${name}"`)), text: `main.bicep declares no parameter ${name}` };
  }

  for (const [name, place] of params) {
    if (!(name in parameters)) {
      yield { file: 'infra/main.bicep', ...at(place.line), text: `parameter ${name} is missing in main.parameters.json` };
    }
  }
}

/** YAML files are YAML. */
export function* yaml(files) {
  for (const [file, text] of files) {
    if (!/\.ya?ml$/.test(file)) {
      continue;
    }

    const lines = new LineCounter();
    for (const error of parseDocument(text, { lineCounter: lines }).errors) {
      const { line, col } = lines.linePos(error.pos[0]);
      yield { file, line, column: col, text: error.message.split('\n')[0] };
    }
  }
}

/** An action is named by the commit it is, not by a tag that its owner, or a thief, can move; the comment says which version that was. */
export function* pinnedActions(files) {
  for (const [file, text] of files) {
    if (!file.startsWith('.github/workflows/')) {
      continue;
    }

    for (const [index, line] of text.split('\n').entries()) {
      const uses = /^\s*(?:- )?uses:\s*(\S+)(.*)$/.exec(line);
      if (uses && !uses[1].startsWith('./') && !(/@[0-9a-f]{40}$/.test(uses[1]) && /#\s*v\d/.test(uses[2]))) {
        yield { file, ...at(index + 1), text: `${uses[1]} is not pinned: name the commit (40 hexadecimal digits), and the version in a comment` };
      }
    }
  }
}

/** What azure.yaml names is there. */
export function* azdPaths(files) {
  const file = 'azure.yaml';
  const azd = files.has(file) ? parseDocument(files.get(file)).toJS() : null;
  if (!azd) {
    return;
  }

  const paths = [azd.infra?.path ?? 'infra', ...Object.values(azd.services ?? {}).map((service) => service.project)];
  for (const path of paths.filter((one) => ![...files.keys()].some((name) => name.startsWith(`${one.replace(/^\.\//, '')}/`)))) {
    yield { file, ...at(lineOf(files.get(file), path)), text: `${path} does not exist` };
  }
}

/** A setting of the app that nobody reads is misspelt. */
export function* appSettings(files, bicep, platformSettings) {
  const known = new Set(platformSettings);
  const sources = [...files].filter(([path]) => path.startsWith('functions/AsiFunctions/') && path.endsWith('.cs')).map(([, text]) => text);
  for (const [file, { keys }] of bicep) {
    for (const { name, ...place } of keys.filter((key) => isSetting(key.name))) {
      if (!known.has(name) && !isRead(name.replace(/__(\d+|\$\{\w+\})$/, '').replaceAll('__', ':'), sources)) {
        yield { file, ...place, text: `nothing reads the setting ${name}` };
      }
    }
  }
}

/** A timer whose schedule is not set keeps the host from starting. */
export function* timerSchedules(files, bicep) {
  const set = new Set([...bicep.values()].flatMap(({ keys }) => keys.map((key) => key.name)));
  for (const [file, text] of files) {
    for (const [, name] of file.endsWith('.cs') ? text.matchAll(/TimerTrigger\("%([\w:]+)%"/g) : []) {
      if (!set.has(name.replaceAll(':', '__'))) {
        yield { file, ...at(lineOf(text, `%${name}%`)), text: `no Bicep file sets ${name.replaceAll(':', '__')}` };
      }
    }
  }
}

/** A function that is kept running is one of the app's. */
export function* alwaysReadyFunctions(files) {
  const functions = new Set([...files.values()].flatMap((text) => [...text.matchAll(/\[Function\(nameof\((\w+)\)\)\]/g)].map((match) => match[1])));
  for (const [file, text] of files) {
    for (const [found, name] of file.endsWith('.bicep') ? text.matchAll(/'function:(\w+)'/g) : []) {
      if (!functions.has(name)) {
        yield { file, ...at(lineOf(text, found)), text: `the app has no function ${name}` };
      }
    }
  }
}

/** An alert reads a measure that the app takes. */
export function* measuresInAlerts(files) {
  const taken = new Set([...files].filter(([path]) => path.endsWith('.cs')).flatMap(([, text]) => text.match(/"asi\.[\w.]+"/g) ?? []));
  for (const [file, text] of files) {
    for (const [measure] of file.endsWith('.bicep') ? text.matchAll(/"asi\.[\w.]+"/g) : []) {
      if (!taken.has(measure)) {
        yield { file, ...at(lineOf(text, measure)), text: `the app takes no measure ${measure}` };
      }
    }
  }
}

/** Names with a double underscore, and in capitals, are settings; all other keys are properties of resources. */
function isSetting(name) {
  return /^[A-Za-z]\w*__/.test(name) || /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(name);
}

/** True where a source names the whole setting, or its section and, beside it, the rest. */
function isRead(setting, sources) {
  const cut = setting.lastIndexOf(':');
  const section = setting.slice(0, cut);
  const rest = setting.slice(cut + 1);
  const whole = new RegExp(`["%]${setting}["%]`);
  const part = new RegExp(`"${rest}"|nameof\\(${rest}\\)`);
  return sources.some((text) => whole.test(text) || (text.includes(`GetSection("${section}")`) && part.test(text)));
}

function beside(file, path) {
  return posix.join(posix.dirname(file), path);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function lineOf(text, part) {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

function at(line) {
  return { line, column: 1 };
}
