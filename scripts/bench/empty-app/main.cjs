// The baseline of the start-up and memory figures: the least that an Electron application can be.
const { app, BrowserWindow } = require('electron')
const path = require('node:path')

app.on('ready', () => {
  const window = new BrowserWindow({
    width: 1360,
    height: 860,
    webPreferences: { sandbox: true, contextIsolation: true },
  })
  void window.loadFile(path.join(__dirname, process.env.BENCH_PAGE ?? 'index.html'))
})
app.on('window-all-closed', () => app.quit())
