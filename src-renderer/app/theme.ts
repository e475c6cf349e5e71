import { useEffect } from 'react'
import type { Preferences } from '@shared/domain/settings'

const dark = window.matchMedia('(prefers-color-scheme: dark)')

function apply(theme: Preferences['theme']): void {
  const resolved = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
  document.documentElement.dataset['theme'] = resolved
}

/** Dresses the page before the preferences are known: as the system is. */
export function startTheme(): void {
  apply('system')
}

/** Dresses the page as the person wishes, and follows the system while that is the wish. */
export function useTheme(theme: Preferences['theme']): void {
  useEffect(() => {
    apply(theme)
    if (theme !== 'system') return
    const follow = (): void => {
      apply('system')
    }
    dark.addEventListener('change', follow)
    return () => {
      dark.removeEventListener('change', follow)
    }
  }, [theme])
}
