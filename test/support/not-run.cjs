const IN_BROWSER = /[\\/]test[\\/]browser[\\/]/;

/** Names the tests that were not run for want of a browser: nobody should take them for passed. */
module.exports = class {
  onRunComplete(_contexts, { testResults }) {
    const names = testResults
      .filter(({ testFilePath }) => IN_BROWSER.test(testFilePath))
      .flatMap((file) => file.testResults)
      .filter(({ status }) => status === 'pending')
      .map(({ fullName }) => fullName);
    const obstacle = process.env['KEYHOLD_BROWSER_OBSTACLE'];
    if (names.length === 0 || !obstacle) return;
    process.stderr.write(
      `Not run, for there is no browser here (${obstacle}); install Chromium or Chrome, or name one by CHROMIUM:\n` +
        `${names.map((name) => `  ${name}\n`).join('')}`,
    );
  }
};
