#!/usr/bin/env bash
# Checks what can be checked of the infrastructure without Azure: syntax, and that its parts agree with each other and with the app.
# Needs Node 20 or later. The real compiler, `bicep build`, runs in .github/workflows/infra.yml.
set -euo pipefail
cd "$(dirname "$0")/check"

# The lock file says what belongs there; npm notes what is there beside it.
if ! cmp -s package-lock.json node_modules/.installed.json; then
  npm ci --loglevel=error
  cp package-lock.json node_modules/.installed.json
fi

node --test --test-reporter=dot
node check.mjs
