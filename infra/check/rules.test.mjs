// A check that never fails checks nothing: each rule is shown a small repository with one fault, and has to find that one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from './rules.mjs';

const sound = {
  'azure.yaml': 'name: sample\nservices:\n  api:\n    project: functions/AsiFunctions\n',
  'infra/main.parameters.json': '{ "parameters": { "region": { "value": "${AZURE_LOCATION}" } } }',
  'infra/main.bicep': [
    "@description('Region.')",
    'param region string',
    "module store 'modules/store.bicep' = {",
    "  name: 'store'",
    '  params: {',
    '    location: region',
    '  }',
    '}',
    'output place string = store.outputs.place',
    'output readiness array = [ready, query, settings]',
    "var settings = { Smtp__Host: 'mail.example.org', Sweep__Schedule: '0 * * * * *', AZURE_CLIENT_ID: 'known' }",
    "var ready = 'function:Sweep'",
    'var query = \'AppMetrics | where Name == "asi.swept"\'',
    '',
  ].join('\n'),
  'infra/modules/store.bicep': [
    "@description('Region.')",
    'param location string',
    "@description('Copies.')",
    'param copies int = 3',
    "@description('Nobody\\'s business.')",
    '@secure()',
    "param secret string = ''",
    'output place string = location',
    'var isLocked = !empty(secret)',
    'output copiesAndMore int = isLocked ? copies : 1',
    '',
  ].join('\n'),
  '.github/workflows/build.yml': 'jobs:\n  build:\n    steps:\n      - uses: a/b@0123456789012345678901234567890123456789 # v1.2.3\n',
  'functions/AsiFunctions/Sweep.cs': [
    '[Function(nameof(Sweep))]',
    'public void Run([TimerTrigger("%Sweep:Schedule%")] TimerInfo timer) => meter.CreateCounter("asi.swept");',
    'var host = configuration.GetSection("Smtp")["Host"];',
    '',
  ].join('\n'),
};

/** The faults of the sound repository with one text replaced in one file, as file:line: text. */
function faultsAfter(file, before, after) {
  const changed = sound[file].replace(before, after);
  assert.notEqual(changed, sound[file], `${before} is not in ${file}`);
  const faults = check(new Map(Object.entries({ ...sound, [file]: changed })), ['AZURE_CLIENT_ID']);
  return faults.map((fault) => `${fault.file}:${fault.line}: ${fault.text}`);
}

test('a sound repository has no faults', () => {
  assert.deepEqual(check(new Map(Object.entries(sound)), ['AZURE_CLIENT_ID']), []);
});

for (const [rule, file, before, after, ...expected] of [
  ['what is not Bicep is found where it stands', 'infra/main.bicep', "var ready = 'function:Sweep'", "var ready = ['function:Sweep'",
    /^infra\/main\.bicep:\d+: (unexpected|.* is missing)/],
  ['a module file exists', 'infra/main.bicep', 'modules/store.bicep', 'modules/shop.bicep',
    'infra/main.bicep:3: modules/shop.bicep does not exist'],
  ['a module is given only what it declares', 'infra/main.bicep', '    location: region\n', '    location: region\n    colour: region\n',
    'infra/main.bicep:7: modules/store.bicep declares no parameter colour'],
  ['a module is given what it requires', 'infra/main.bicep', '    location: region\n', "    secret: region\n",
    'infra/main.bicep:3: module store is not given location'],
  ['a module is asked for what it gives', 'infra/main.bicep', 'store.outputs.place', 'store.outputs.plaice',
    'infra/main.bicep:9: modules/store.bicep has no output plaice'],
  ['a name is declared', 'infra/main.bicep', '    location: region\n', '    location: religion\n',
    'infra/main.bicep:6: religion is declared nowhere', 'infra/main.bicep:2: nothing uses the parameter region'],
  ['a variable is used', 'infra/main.bicep', '[ready, query, settings]', '[ready, settings]',
    'infra/main.bicep:13: nothing uses the variable query'],
  ['a secret is no output', 'infra/modules/store.bicep', 'output place string = location', "output place string = '${location}${secret}'",
    'infra/modules/store.bicep:8: output place shows the secure parameter secret'],
  ['what is named like a secret is one', 'infra/modules/store.bicep', "'Nobody\\'s business.')\n@secure()", "'Nobody\\'s business.')",
    'infra/modules/store.bicep:6: parameter secret is named like a secret: make it @secure(), or name it otherwise'],
  ['a parameter is described', 'infra/modules/store.bicep', "@description('Copies.')\n", '',
    'infra/modules/store.bicep:3: parameter copies has no @description'],
  ['JSON is JSON', 'infra/main.parameters.json', '{ "parameters"', '{ parameters', /^infra\/main\.parameters\.json:1: /],
  ["azd's parameters are the template's", 'infra/main.parameters.json', '"region"', '"place"',
    'infra/main.parameters.json:1: main.bicep declares no parameter place', 'infra/main.bicep:2: parameter region is missing in main.parameters.json'],
  ['YAML is YAML', '.github/workflows/build.yml', '  build:\n', '  build: [\n', /^\.github\/workflows\/build\.yml:\d+: /],
  ['an action is pinned by its commit', '.github/workflows/build.yml', '@0123456789012345678901234567890123456789', '@v1',
    '.github/workflows/build.yml:4: a/b@v1 is not pinned: name the commit (40 hexadecimal digits), and the version in a comment'],
  ['a pinned action says its version', '.github/workflows/build.yml', ' # v1.2.3', '', /is not pinned/],
  ['what azd builds exists', 'azure.yaml', 'functions/AsiFunctions', 'functions/Elsewhere',
    'azure.yaml:4: functions/Elsewhere does not exist'],
  ['a setting is read by somebody', 'infra/main.bicep', 'Smtp__Host', 'Smtp__Hots',
    'infra/main.bicep:11: nothing reads the setting Smtp__Hots'],
  ["the platform's settings are known ones", 'infra/main.bicep', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_IDD',
    'infra/main.bicep:11: nothing reads the setting AZURE_CLIENT_IDD'],
  ['a timer has its schedule', 'infra/main.bicep', "Sweep__Schedule: '0 * * * * *', ", '',
    'functions/AsiFunctions/Sweep.cs:2: no Bicep file sets Sweep__Schedule'],
  ['what is kept running is a function', 'infra/main.bicep', 'function:Sweep', 'function:Swoop',
    'infra/main.bicep:12: the app has no function Swoop'],
  ['an alert reads what is measured', 'infra/main.bicep', 'asi.swept', 'asi.wept',
    'infra/main.bicep:13: the app takes no measure "asi.wept"'],
]) {
  test(rule, () => {
    const faults = faultsAfter(file, before, after);
    for (const fault of expected) {
      const isFound = faults.some((found) => (fault instanceof RegExp ? fault.test(found) : fault === found));
      assert.ok(isFound, `expected ${fault}, found:\n${faults.join('\n')}`);
    }

    if (expected.every((fault) => typeof fault === 'string')) {
      assert.equal(faults.length, expected.length, faults.join('\n'));
    }
  });
}
