// Stands in for a package that can't be installed: see ../../README.md.
module.exports = new Proxy(
  {},
  {
    get: (_, name) => () => {
      throw new Error(`@jsonjoy.com/diff is absent: ${String(name)} was called`)
    },
  },
)
