import type { OfferingForm } from '@shared/domain/provider'
import { count } from '@shared/lib/words'

/** What an offering is and how much there is to fill in: "Deploys a virtual machine. 11 fields, 2 required." */
export function offeringNote(form: OfferingForm): string {
  const required = form.fields.filter((field) => field.required && field.default === undefined).length
  const amount =
    form.fields.length === 0
      ? 'Nothing to fill in.'
      : `${count(form.fields.length, 'field')}${required === 0 ? '' : `, ${required} required`}.`
  if (form.description === undefined || form.description === '') return amount
  return `${form.description.replace(/[.\s]*$/, '.')} ${amount}`
}
