import type { ShellWords } from './shell.zh-Hant.ts'

export const words = {
  offline: 'No connection. Please try again later.',
  home: 'Home',

  nav: {
    label: 'Main menu',
    myDay: 'My rounds',
    board: 'Board',
    portfolio: 'Portfolio',
    findings: 'Problems',
    reports: 'Reports',
    checkpoints: 'Checkpoints',
    residents: 'Residents',
    labels: 'Labels',
    plans: 'Plans',
    calendar: 'Calendar',
    checklists: 'Checklists',
    staff: 'Staff',
    devices: 'Phones',
    settings: 'Settings',
    scan: 'Scan',
    hang: 'Hang labels',
    estate: 'Estate',
    skip: 'Skip to content',
    waiting: (count: string) => `${count} waiting for you`,
  },

  notices: {
    offline: 'No network. Your round goes on as usual; records are kept on the phone.',
    expired: 'Please sign in again. Your records are on the phone and go up once you have.',
    signIn: 'Sign in',
    update: 'A new version is ready.',
    updateNow: 'Update now',
    updateLater: 'A new version is ready. It comes in once this form is filed.',
    broken: 'This page could not be loaded. What is on the phone is still there.',
    reload: 'Reload',
    nowhere: 'There is nothing at this address.',
  },

  signIn: {
    title: 'Sign in to Waymark',
    lead: 'Proof that a patrol happened',
    username: 'User name',
    password: 'Password',
    showPassword: 'Show password',
    submit: 'Sign in',
    language: 'Language',
    wait: (seconds) => `Please wait ${seconds} seconds before trying again.`,
  },
} satisfies ShellWords
