import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import type { HostSummary } from '@shared/domain/host'
import { DEFAULT_PREFERENCES } from '@shared/domain/settings'
import { goTo, paths } from '@renderer/app/navigation'
import { useNow } from '@renderer/app/now'
import { orToast, toastProblem } from '@renderer/app/problem-toast'
import { preferencesQuery } from '@renderer/app/queries'
import { useCall } from '@renderer/bridge/queries'
import { instancesQuery, kindsQuery, offeringsQuery } from '@renderer/features/checkout/queries'
import { useDuplicate } from '@renderer/features/duplicate/use-duplicate'
import { idsEndingToday } from '@renderer/features/hosts/load-hosts'
import { hostQuery, hostsPageQuery } from '@renderer/features/hosts/queries'
import { useCopyHostnames } from '@renderer/features/hosts/use-copy-hostnames'
import { ALL_HOSTS } from '@renderer/features/hosts/view'
import { extendProblem } from '@renderer/features/leases/extension-plan'
import { reminderStateQuery } from '@renderer/features/leases/queries'
import { nicksQuery } from '@renderer/features/nicks/queries'
import { actionItems } from '@renderer/features/palette/action-items'
import { HOST_VERBS, hostItems, type HostDeeds } from '@renderer/features/palette/host-items'
import { nickItems, offeringItems, settingItems, taskItems } from '@renderer/features/palette/other-items'
import type { PaletteItem } from '@renderer/features/palette/palette-item'
import { isVerbWord, type PaletteQuery } from '@renderer/features/palette/rank'
import { useSavePreferences } from '@renderer/features/settings/use-save-preferences'
import { tasksQuery } from '@renderer/features/tasks/queries'
import { useCopyText } from '@renderer/ui/copy-text'
import { toastManager } from '@renderer/ui/toast-manager'

const HOSTS_ASKED_FOR = 40
const TASKS_ASKED_FOR = 20
/** Fewer letters would find most of what there is. */
const LETTERS_FOR_OFFERINGS = 2

function useHostDeeds(hosts: readonly HostSummary[]): HostDeeds {
  const client = useQueryClient()
  const copyText = useCopyText()
  const copyHostnames = useCopyHostnames(hosts)
  const duplicate = useDuplicate()
  const checkIn = useCall('hosts.checkin', { onError: toastProblem })
  const kinds = useQuery(kindsQuery).data?.kinds ?? []

  return {
    canExtend: (host) => extendProblem(host, kinds) === undefined,
    checkIn: ({ id }) => {
      checkIn.mutate({ hostIds: [id] })
    },
    duplicate: ({ id }) => {
      duplicate(new Set([id]))
    },
    copyHostname: ({ id }) => {
      void copyHostnames(new Set([id]))
    },
    copySshCommand: ({ id }) => {
      void orToast(async () => {
        const { sshCommand } = await client.fetchQuery(hostQuery(id))
        if (sshCommand === undefined) {
          toastManager.show({ tone: 'warn', title: 'No SSH command', description: 'It takes no logins.' })
          return
        }
        await copyText(sshCommand)
        toastManager.show({ tone: 'ok', title: 'SSH command copied' })
      })
    },
  }
}

/** The words that a host is searched by: those that do not say what is to be done with it. */
function hostSearch(words: readonly string[]): string {
  return words.filter((word) => !isVerbWord(word, HOST_VERBS)).join(' ')
}

function useHostItems({ only, words }: PaletteQuery, isOpen: boolean): readonly PaletteItem[] {
  const now = useNow()
  const isAsked = only === undefined || only === 'Hosts'
  const page = (search: string) => ({
    ...hostsPageQuery(search === '' ? {} : { search }, ALL_HOSTS.sort, 0, HOSTS_ASKED_FOR),
    enabled: isOpen && isAsked,
    placeholderData: keepPreviousData,
  })
  // "check" may be what is to be done, and a part of a name: both are looked for.
  const searches = [...new Set([hostSearch(words), words.join(' ')])]
  const hosts = useQueries({
    queries: searches.map(page),
    combine: (results) => {
      const byId = new Map<string, HostSummary>()
      for (const { data } of results) for (const host of data?.rows ?? []) byId.set(host.id, host)
      return [...byId.values()]
    },
  })
  const deeds = useHostDeeds(hosts)
  return isAsked ? hostItems(hosts, deeds, now) : []
}

function useOfferingItems({ only, words }: PaletteQuery, isOpen: boolean): readonly PaletteItem[] {
  const instances = useQuery({ ...instancesQuery, enabled: isOpen }).data?.instances ?? []
  const kinds = useQuery({ ...kindsQuery, enabled: isOpen }).data?.kinds ?? []
  const isAsked = isOpen && only === undefined && words.join('').length >= LETTERS_FOR_OFFERINGS
  const places = instances
    .filter(({ problem }) => problem === undefined)
    .flatMap(({ provider, instance }) => {
      const actions = kinds.find(({ kind }) => kind === provider)?.actions ?? []
      return actions.map((action) => ({ target: { provider, instance }, action }))
    })
  const lists = useQueries({
    queries: places.map(({ target, action }) => ({
      ...offeringsQuery(target, action.name),
      enabled: isAsked,
    })),
    combine: (results) => results.map(({ data }) => data?.offerings),
  })
  if (!isAsked) return []
  return places.flatMap(({ target, action }, index) =>
    offeringItems(target, action, lists[index] ?? [], words),
  )
}

function useActionItems(isOpen: boolean): readonly PaletteItem[] {
  const client = useQueryClient()
  const instances = useQuery({ ...instancesQuery, enabled: isOpen }).data?.instances ?? []
  const kinds = useQuery({ ...kindsQuery, enabled: isOpen }).data?.kinds ?? []
  const preferences = useQuery(preferencesQuery).data ?? DEFAULT_PREFERENCES
  const reminders = useQuery({ ...reminderStateQuery, enabled: isOpen }).data
  const savePreferences = useSavePreferences()
  const pause = useCall('reminders.pause', { onError: toastProblem })
  const resume = useCall('reminders.resume', { onError: toastProblem })
  return [
    ...actionItems({
      instances,
      kinds,
      theme: preferences.theme,
      setTheme: (theme) => {
        savePreferences({ theme })
      },
      isPaused: reminders?.paused !== undefined,
      pauseReminders: () => {
        pause.mutate({ choice: 'hour' })
      },
      resumeReminders: () => {
        resume.mutate({})
      },
      extendToday: () => {
        void orToast(async () => {
          const ids = await idsEndingToday(client)
          if (ids.length > 0) goTo(paths.extend(ids))
        })
      },
    }),
    ...settingItems(instances, kinds),
  ]
}

/** All that the palette can find for what was typed; what is not known yet comes as soon as it is. */
export function usePaletteItems(query: PaletteQuery, isOpen: boolean): readonly PaletteItem[] {
  const now = useNow()
  const hosts = useHostItems(query, isOpen)
  const offerings = useOfferingItems(query, isOpen)
  const actions = useActionItems(isOpen)
  const nicks = useQuery({ ...nicksQuery, enabled: isOpen }).data?.nicks ?? []
  const tasks = useQuery({
    ...tasksQuery(query.words.join(' '), TASKS_ASKED_FOR),
    enabled: isOpen && query.only === undefined,
    placeholderData: keepPreviousData,
  }).data?.tasks
  return [...hosts, ...nickItems(nicks), ...taskItems(tasks ?? [], now), ...actions, ...offerings]
}
