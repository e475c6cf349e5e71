// The baseline of the search figure: the same rows in the same browser, as a page without any library would show them.
const body = document.querySelector('tbody')
const names = Array.from({ length: 10_000 }, (_, index) => {
  return `rhel-${8 + (index % 3)}-${index % 10}-${index.toString(36)}`
})

function show(text) {
  body.replaceChildren(
    ...names
      .filter((name) => name.includes(text))
      .map((name) => {
        const row = document.createElement('tr')
        for (const value of [name, 'Sandbox lab', 'small-vm machine', 'RHEL 9', '24 d', '2 d', 'team']) {
          const cell = document.createElement('td')
          cell.textContent = value
          row.append(cell)
        }
        return row
      }),
  )
}

show('')
document.querySelector('input').addEventListener('input', (event) => show(event.target.value))
