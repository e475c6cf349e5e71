import { instanceText } from '@shared/domain/provider'
import { clsx } from 'clsx'
import {
  Bell,
  Bookmark,
  FileCode,
  FolderInput,
  Plug,
  Plus,
  ScrollText,
  SlidersHorizontal,
  SunMoon,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import type { InstanceView } from '@shared/domain/settings'
import { hrefTo, paths } from '@renderer/app/navigation'
import { settingsPaths, type SettingsPlace } from '@renderer/features/settings/place'
import { ProviderMark } from '@renderer/ui/ProviderMark'

function RailLink(props: {
  readonly path: string
  readonly isCurrent: boolean
  readonly mark: ReactNode
  readonly label: string
  readonly trailing?: ReactNode
}): ReactElement {
  return (
    <a
      href={hrefTo(props.path)}
      aria-current={props.isCurrent ? 'page' : undefined}
      draggable={false}
      title={props.label}
      className={clsx(
        'flex h-7 items-center gap-2 rounded-md px-2 transition-colors',
        props.isCurrent
          ? 'bg-hover font-medium text-ink forced-colors:underline'
          : 'text-ink-2 hover:bg-hover hover:text-ink',
      )}
    >
      {props.mark}
      <span className="min-w-0 flex-1 truncate">{props.label}</span>
      {props.trailing}
    </a>
  )
}

function PageLink(props: {
  readonly path: string
  readonly isCurrent: boolean
  readonly icon: LucideIcon
  readonly label: string
}): ReactElement {
  const { icon: Icon, ...link } = props
  return (
    <RailLink {...link} mark={<Icon size={16} strokeWidth={1.75} aria-hidden className="text-ink-3" />} />
  )
}

function isAt(place: SettingsPlace, { provider, instance }: InstanceView): boolean {
  return place.page === 'instance' && place.id.provider === provider && place.id.instance === instance
}

/** The pages of the settings, and under the providers every instance. */
export function SettingsRail(props: {
  readonly place: SettingsPlace
  readonly instances: readonly InstanceView[]
}): ReactElement {
  const { page } = props.place
  return (
    <nav
      aria-label="Settings"
      data-pane
      className="w-[clamp(208px,16vw,224px)] flex-none overflow-y-auto border-r border-line px-2 py-3"
    >
      <ul className="flex flex-col gap-px">
        <li>
          <PageLink
            path={settingsPaths.general}
            isCurrent={page === 'general'}
            icon={SlidersHorizontal}
            label="General"
          />
        </li>
        <li>
          <PageLink
            path={settingsPaths.providers}
            isCurrent={page === 'providers'}
            icon={Plug}
            label="Providers and instances"
          />
          <ul className="my-1 ml-4 flex flex-col gap-px border-l border-line pl-1">
            {props.instances.map((instance) => (
              <li key={`${instance.provider}/${instance.instance}`}>
                <RailLink
                  path={settingsPaths.instance(instance)}
                  isCurrent={isAt(props.place, instance)}
                  mark={<ProviderMark kind={instance.provider} size={16} />}
                  label={instanceText(instance)}
                  trailing={
                    instance.problem === undefined ? null : (
                      <span role="img" aria-label="Needs attention" className="text-warn-ink">
                        <TriangleAlert size={14} strokeWidth={2} aria-hidden />
                      </span>
                    )
                  }
                />
              </li>
            ))}
            <li>
              <RailLink
                path={settingsPaths.add}
                isCurrent={page === 'add' || page === 'new'}
                mark={
                  <span className="flex size-4 flex-none items-center justify-center text-ink-3">
                    <Plus size={14} strokeWidth={2} aria-hidden />
                  </span>
                }
                label="Add instance"
              />
            </li>
          </ul>
        </li>
        <li>
          <PageLink
            path={paths.nicks}
            isCurrent={page === 'nicks' || page === 'nick'}
            icon={Bookmark}
            label="Nicks"
          />
        </li>
        <li>
          <PageLink
            path={settingsPaths.reminders}
            isCurrent={page === 'reminders'}
            icon={Bell}
            label="Reminders"
          />
        </li>
        <li>
          <PageLink
            path={settingsPaths.appearance}
            isCurrent={page === 'appearance'}
            icon={SunMoon}
            label="Appearance"
          />
        </li>
        <li>
          <PageLink path={settingsPaths.file} isCurrent={page === 'file'} icon={FileCode} label="YAML file" />
        </li>
        <li>
          <PageLink
            path={settingsPaths.import}
            isCurrent={page === 'import'}
            icon={FolderInput}
            label="Import"
          />
        </li>
        <li>
          <PageLink path={settingsPaths.log} isCurrent={page === 'log'} icon={ScrollText} label="Log" />
        </li>
      </ul>
    </nav>
  )
}
