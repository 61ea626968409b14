/** How many schedules are run: more when somebody asks for them. */
export const runs = Number(process.env.TANDEM_CONFORMANCE_SCHEDULES ?? 80)
