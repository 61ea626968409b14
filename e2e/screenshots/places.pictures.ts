import type { Page } from '@playwright/test'
import { expect, test } from './picture-test.ts'
import { makeTeam } from './team.ts'

test('the places', async ({ scenario, picture }) => {
  const team = await makeTeam(scenario)
  const ada = team.person('ada')
  const { page, dashboard } = ada
  await team.areRead()
  for (const [place, name] of [
    ['My documents', 'documents'],
    ['Shared with me', 'shared'],
    ['Starred', 'starred-empty'],
    ['Trash', 'trash'],
  ] as const) {
    await dashboard.open()
    await dashboard.goTo(place)
    await expect(page.getByRole('heading', { name: place, exact: true })).toBeVisible()
    await picture(page, name)
  }
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await dashboard.selected().getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByRole('dialog', { name: /for good\?$/ })).toBeVisible()
  await picture(page, 'trash-question')

  await dashboard.open()
  await page.getByRole('button', { name: 'As cards' }).click()
  await expect(page.getByText('class TokenBucket')).toBeVisible()
  await picture(page, 'documents-cards')
  await page.getByRole('button', { name: 'As a list' }).click()
  await page.getByRole('button', { name: 'Actions for Rate limiter' }).click()
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible()
  await picture(page, 'documents-menu')
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await expect(page.getByRole('textbox', { name: 'New title for Rate limiter' })).toBeVisible()
  await picture(page, 'documents-rename')
  await page.keyboard.press('Escape')

  await dashboard.select('Rate limiter').check()
  await dashboard.select('Scratch').check()
  await expect(dashboard.selected()).toContainText('2 selected')
  await picture(page, 'documents-selected')
  await dashboard.selected().getByRole('button', { name: 'Star', exact: true }).click()
  await dashboard.selected().getByRole('button', { name: 'Tags' }).click()
  const tags = page.getByRole('dialog', { name: 'Tags of 2 documents' })
  for (const tag of ['release', 'backend']) {
    await tags.getByRole('textbox', { name: 'New tag' }).fill(tag)
    await page.keyboard.press('Enter')
    await expect(tags.getByRole('checkbox', { name: tag })).toBeChecked()
  }
  await picture(page, 'tags')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'release' })).toBeVisible()
  await picture(page, 'documents-tagged')
  await dashboard.selected().getByRole('button', { name: 'Share' }).click()
  await expect(page.getByRole('dialog', { name: 'Share 2 documents' })).toBeVisible()
  await picture(page, 'share-many')
})

test('finding, making and bringing in', async ({ scenario, picture }) => {
  const team = await makeTeam(scenario)
  const { page, dashboard } = team.person('ada')
  await team.areRead()
  await dashboard.open()
  await page.getByRole('button', { name: 'Templates, import, download' }).first().click()
  await expect(page.getByRole('menuitem', { name: 'Meeting notes' })).toBeVisible()
  await picture(page, 'templates')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Find a document' }).click()
  const palette = page.getByRole('dialog', { name: 'Find a document' })
  await expect(palette.getByRole('option').first()).toBeVisible()
  await picture(page, 'find')
  await palette.getByRole('combobox').fill('author')
  await expect(palette.getByText('by_author').first()).toBeVisible()
  await picture(page, 'find-text')
  await palette.getByRole('combobox').fill('nothing like it')
  await expect(palette.getByText('Nothing found, neither in titles nor in texts.')).toBeVisible()
  await picture(page, 'find-nothing')
  await page.keyboard.press('Escape')

  await dragOver(page)
  await expect(page.getByText('Drop files to make documents of them')).toBeVisible()
  await picture(page, 'drop')
  await drop(page)
  await expect(page.getByText('picture.png: It is no text.', { exact: true })).toBeVisible()
  await page.getByText('picture.png: It is no text.', { exact: true }).hover()
  await picture(page, 'imported')
})

test('more than one screen of documents', async ({ scenario, picture }) => {
  const ada = await scenario.person('Ada Okafor')
  const names = ['Budget', 'Design review', 'Parser', 'Release notes', 'Onboarding', 'Schema', 'Retro', 'Ideas']
  for (let at = 0; at < 60; at++) {
    const title = `${names[at % names.length]} ${Math.floor(at / names.length) + 1}`
    await scenario.document({ owner: ada, title, text: `${title}\n`, age: at * 5 * 3_600_000 })
  }
  const title = 'The minutes of the meeting at which we talked about how long the title of a document may well become'
  await scenario.document({ owner: ada, title, text: '' })
  await ada.dashboard.open()
  await expect(ada.dashboard.link(title)).toBeVisible()
  await picture(ada.page, 'documents-many')
  await ada.dashboard.goTo('Recent')
  await expect(ada.page.getByText('Nothing opened yet')).toBeVisible()
  await picture(ada.page, 'recent-empty')
})

/** Files that come over the page, and are dropped onto it after that. */
async function dragOver(page: Page): Promise<void> {
  await page.dispatchEvent('body', 'dragover', { dataTransfer: await files(page) })
}

async function drop(page: Page): Promise<void> {
  await page.dispatchEvent('body', 'drop', { dataTransfer: await files(page) })
}

function files(page: Page) {
  return page.evaluateHandle(() => {
    const data = new DataTransfer()
    data.items.add(new File(['one\r\ntwo\r\n'], 'lines.txt'))
    data.items.add(new File(['\0\0'], 'picture.png'))
    return data
  })
}
