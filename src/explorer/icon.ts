/** A keyhole, as the page's icon and GraphiQL's logo. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#4a3fb5"/><path fill="#fff" d="M16 6.5a5.75 5.75 0 0 0-2.9 10.7L11.5 25h9l-1.6-7.8A5.75 5.75 0 0 0 16 6.5z"/></svg>
`;
