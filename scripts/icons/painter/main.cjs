// Paints the pictures that its order names, with the browser that the application itself runs on.
const { readFileSync, writeFileSync } = require('node:fs')
const { app, BrowserWindow } = require('electron')

/**
 * @typedef {{ svg: string, png: string, size: number, template: boolean }} Picture
 * From which file to which, how many pixels wide and high, and whether only its shape counts (macOS colours it itself).
 */

/** Runs in the page. */
async function paint({ url, size, template }) {
  const image = new Image()
  image.src = url
  await image.decode()
  const canvas = new OffscreenCanvas(size, size)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0, size, size)
  if (template) {
    context.globalCompositeOperation = 'source-in'
    context.fillRect(0, 0, size, size)
  }
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
  return btoa(String.fromCharCode(...bytes))
}

async function run() {
  await app.whenReady()
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
  await window.loadURL('about:blank')
  for (const { svg, png, size, template } of JSON.parse(readFileSync(process.env.PAINTER_ORDER, 'utf8'))) {
    const url = `data:image/svg+xml;base64,${readFileSync(svg).toString('base64')}`
    const order = JSON.stringify({ url, size, template })
    const answer = await window.webContents.executeJavaScript(`(${paint.toString()})(${order})`)
    writeFileSync(png, Buffer.from(answer, 'base64'))
  }
}

run().then(
  () => app.exit(0),
  (error) => {
    process.stderr.write(`${error.stack}\n`)
    app.exit(1)
  },
)
