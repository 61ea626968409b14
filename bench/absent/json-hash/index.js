// Stands in for a package that can't be installed: see ../README.md.
module.exports = new Proxy(
  {},
  {
    get: (_, name) => () => {
      throw new Error(`@jsonjoy.com/json-hash is absent: ${String(name)} was called`)
    },
  },
)
