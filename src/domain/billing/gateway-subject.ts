/** What of the gateway is worth a look. */
export const GatewaySubject = { CHARGE: 'CHARGE', CARD: 'CARD', CUSTOMER: 'CUSTOMER' } as const;
export type GatewaySubject = keyof typeof GatewaySubject;
