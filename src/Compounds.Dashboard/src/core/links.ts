/** Addresses inside the application. */
export const subjectPath = (id: string, tab = ''): string => `/subjects/${id}${tab && `/${tab}`}`;

export const reportPath = (key: string): string => `/deliveries/${key}`;
