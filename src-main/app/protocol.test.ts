import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerAsset, contentSecurityPolicy, resolveAsset } from '@main/app/protocol'

const ROOT = join('/', 'srv', 'renderer')

describe('resolveAsset', () => {
  it.each([
    ['app://broker/', 'index.html'],
    ['app://broker', 'index.html'],
    ['app://broker/index.html', 'index.html'],
    ['app://broker/assets/index-B3x.js?v=1#top', 'assets/index-B3x.js'],
    ['app://broker/assets/Inter%20Variable.woff2', 'assets/Inter Variable.woff2'],
    ['app://broker/hosts', 'index.html'],
    ['app://broker/settings/providers/', 'index.html'],
    ['APP://BROKER/index.html', 'index.html'],
  ])('%s is %s', (url, file) => {
    expect(resolveAsset(ROOT, url)).toBe(join(ROOT, file))
  })

  it.each([
    'app://broker/../secret.txt',
    'app://broker/assets/../../secret.txt',
    'app://broker/..%2f..%2fsecret.txt',
    'app://broker/%2e%2e/secret.txt',
    'app://broker/%2E%2E%2Fsecret.txt',
    'app://broker/.%2e/secret.txt',
    'app://broker/%252e%252e/%2e%2e/secret.txt',
    'app://broker/..\\secret.txt',
    'app://broker/..%5csecret.txt',
    'app://broker/assets\\..\\..\\secret.txt',
    'app://broker//etc/passwd.txt',
    'app://broker/%2fetc/passwd.txt',
    'app://broker/C:/secret.txt',
    'app://broker/c%3a%5csecret.txt',
    'app://broker/index.html::$DATA',
    'app://broker/index.html%00.png',
    'app://broker/%zz.html',
    'app://broker/.env',
    'app://broker/assets/.git/config.txt',
    'app://other/index.html',
    'app://broker:80/index.html',
    'app://user@broker/index.html',
    'app://broker.example.com/index.html',
    'https://broker/index.html',
    'file:///etc/passwd',
    'index.html',
    '',
  ])('%j is none of ours', (url) => {
    expect(resolveAsset(ROOT, url)).toBeUndefined()
  })
})

describe('answerAsset', () => {
  let folder = ''
  let root = ''
  const get = (path: string): Promise<Response> =>
    answerAsset(root, { method: 'GET', url: `app://broker${path}` })

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assets-'))
    root = join(folder, 'renderer')
    mkdirSync(join(root, 'assets'), { recursive: true })
    writeFileSync(join(folder, 'secret.txt'), 'secret')
    writeFileSync(join(root, 'index.html'), '<!doctype html>')
    writeFileSync(join(root, 'assets', 'a.js'), '1')
    writeFileSync(join(root, 'assets', 'a.bin'), '1')
    symlinkSync(join(folder, 'secret.txt'), join(root, 'out.txt'))
    symlinkSync(join(root, 'assets', 'a.js'), join(root, 'in.js'))
    symlinkSync(folder, join(root, 'up'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/assets/a.js', 'text/javascript; charset=utf-8'],
    ['/assets/a.bin', 'application/octet-stream'],
    ['/in.js', 'text/javascript; charset=utf-8'],
  ])('serves %s as %s, under the strict policy', async (path, type) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe(type)
    expect(response.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy())
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(response.headers.get('Referrer-Policy')).toBe('no-referrer')
  })

  it.each([
    '/out.txt',
    '/up/secret.txt',
    '/up/renderer/index.html/../../secret.txt',
    '/absent.js',
    '/assets.d',
  ])('has no %s, not even through a link', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
    expect(response.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy())
  })

  it('only reads', async () => {
    const response = await answerAsset(root, { method: 'POST', url: 'app://broker/index.html' })
    expect(response.status).toBe(405)
  })
})

describe('contentSecurityPolicy', () => {
  it('allows nothing but our own files, and no network', () => {
    expect(contentSecurityPolicy()).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  })

  it('lets the dev server in, and nothing else', () => {
    const policy = contentSecurityPolicy('http://localhost:5173/')
    expect(policy).toContain("connect-src 'self' ws://localhost:5173;")
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe-eval')
  })
})
