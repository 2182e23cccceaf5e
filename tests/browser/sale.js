// One sale of patrol boats to Bandaria, from the first contact to closure: what a person enters,
// form by form. The browser fills the pages with it, and the API is sent the same.
//
// A step is { to, thing, fields } on a file, or { clock } when days have to pass. `to` is the
// address of the file below the server; `opens` is the page that opens a file by its own form.

const BOATS = "Coastal patrol boat, 32 m, with two diesel engines and navigation radar";

export const CASE = "BN-P-LCB";
export const REQUEST = "BN-26-0001";
export const TRANSMITTAL = "26-99";
export const START = "2026-10-05T09:00:00Z";

const purchaser = "/purchasers/BN";
const request = `/requests/${REQUEST}`;
const sale = `/cases/${CASE}`;
const notification = `/notifications/${TRANSMITTAL}`;
const support = `/support/${CASE}`;

const AREAS = ["export-control", "sanctions", "end-use", "end-user", "technology-release"];
const CRITERIA = [
  "eligible-purchaser",
  "official-channel",
  "authority-of-signer",
  "identifiable-requirement",
  "kind-of-answer",
  "nature-known",
  "assessment-attached",
  "release-position",
  "funding-stated",
  "no-bar",
];
// The bodies decide step by step; nobody says who acts, so each decision is the awaited body's.
const BODIES = 5;

const contact = [
  { to: purchaser, thing: "registration", fields: { remarks: "First contact at the fleet review" } },
  {
    to: purchaser,
    thing: "contacts",
    fields: {
      on: "2026-10-02",
      channel: "defence-attache",
      counterpart: "Captain Orsina Vell, naval attaché",
      asked: "Two patrol boats for the coast guard of the northern islands",
      interest: "stated-need",
      capability: "Crews sail boats of 20 m today; maintenance yard at Port Samra",
      next_step: "Send the guide for Letters of Request",
    },
  },
  {
    to: purchaser,
    thing: "eligibility",
    fields: {
      eligible: true,
      basis: "Presidential determination 2026-04",
      reasons: "Purchases strengthen the security of the region",
      valid_from: "2026-01-01",
      valid_until: "2030-12-31",
      undertakings: true,
      evidence: "Diplomatic note 118 of 12 January 2026",
    },
  },
  {
    to: purchaser,
    thing: "assessments",
    fields: {
      regional_security: "Smuggling across the strait is the main threat",
      alliances: "Takes part in two exercises a year",
      political_stability: "Elected government since 2011",
      risks: "Yard capacity is small",
      conclusion: "favourable",
    },
  },
  { to: purchaser, thing: "second-readings", fields: { agrees: true, remarks: "Sound" } },
];

const letter = [
  {
    opens: "/requests/new",
    fields: {
      purchaser: "BN",
      requester: "Ministry of Defence, Directorate of Naval Materiel",
      requester_address: "4 Harbour Street\nPort Samra",
      reference: "BN-N-1047",
      signed_on: "2026-10-01",
      received_on: "2026-10-05",
      channel: "letter",
      in_writing: true,
      official: "recognised",
      language: "English",
      addressees: [
        { organisation: "Defense Security Cooperation Agency (DSCA)", action: true },
        { organisation: "Navy International Programs Office", action: true },
        { organisation: "Security cooperation office, Port Samra", action: false },
      ],
      subject: "Two coastal patrol boats",
      response: "loa",
      items: [
        { name: BOATS, model: "CPB-32", quantity: 2 },
        { name: "Spare parts for two years", quantity: 1 },
      ],
      sme: "yes",
      mde: "yes",
      first_introduction: "no",
      country_team_assessment: "not required",
      release: "present",
      mission: "Patrol of the northern islands",
      configuration: "As built for coastal waters, without armament",
      interoperability: "VHF and AIS with the present fleet",
      needed_by: "2028-06-30",
      delivery_place: "Port Samra",
      support_period: "Two years",
      spares: "Initial spares for two years",
      training: "Two crews of eight",
      publications: "Operator and maintenance manuals",
      test_equipment: "Engine test set",
      facilities: "None; the yard of Port Samra is used",
      services: "Six months of technical help in country",
      software: "Navigation charts with yearly updates",
      communications_security: "None wanted",
      munitions: "None wanted",
      delivery_term: "4",
      forwarder: "Samra Freight",
      quality_assurance: "Inspection at the yard before shipment",
      offset: "no",
      financing: "national-funds",
      terms_of_sale: "dependable-undertaking",
      ceiling: "60,000,000.00",
      end_use_site: "Naval station Port Samra",
      site_security: "Guarded and fenced; plan attached to the letter",
      contact_points: "Directorate of Naval Materiel, desk 3",
    },
  },
  { to: request, thing: "acknowledgement", fields: { on: "2026-10-05" } },
  {
    to: request,
    thing: "questions",
    fields: { questions: [{ text: "Which warranty is wanted?" }, { text: "In which fiscal year is the budget?" }] },
  },
  {
    to: request,
    thing: "answers",
    fields: {
      received_on: "2026-10-05",
      reference: "BN-N-1052",
      text: "Twelve months from delivery; fiscal year 2027.",
      facts: [
        { field: "warranty", value: "Twelve months from delivery" },
        { field: "fiscal_year", value: "2027" },
      ],
    },
  },
  {
    to: request,
    thing: "evaluations",
    fields: { results: CRITERIA.map((criterion) => ({ criterion, met: "met" })) },
  },
  { to: request, thing: "actionability", fields: {} },
  { to: request, thing: "completion", fields: { remarks: "Enough to price an offer" } },
];

const offer = [
  {
    opens: "/cases/new",
    fields: {
      case: CASE,
      request: REQUEST,
      nickname: "Patrol boats",
      description: "Two coastal patrol boats with spares, training and support",
      form: "defined-order",
      group: "B",
    },
  },
  {
    to: sale,
    thing: "requirements",
    fields: {
      what: "Patrol of coastal waters for ten days without resupply",
      standard: "25 knots in sea state 3",
      environment: "Tropical waters, salt air",
      existing: "Four boats of 20 m",
      priority: "essential",
      acceptance: "Sea trial of two days before delivery",
    },
  },
  {
    to: sale,
    thing: "lines",
    fields: {
      number: "001",
      description: BOATS,
      sme: "yes",
      mde: "yes",
      quantity: 2,
      unit: "EA",
      unit_cost: "15,000,000.00",
      source: "P",
      months: "18",
      assistance: "5",
      release: "A",
      term: "4",
      requirements: ["1"],
    },
  },
  {
    to: sale,
    thing: "lines",
    fields: {
      number: "002",
      description: "Concurrent spare parts for two years",
      sme: "no",
      mde: "no",
      quantity: 1,
      unit: "XX",
      unit_cost: "2,450,000.00",
      source: "P",
      assistance: "5",
      release: "A",
      term: "4",
    },
  },
  {
    to: sale,
    thing: "terms",
    fields: {
      terms_of_sale: "dependable-undertaking",
      financing: "national-funds",
      packing: "120,000.00",
      transportation: "640,000.00",
      other: "0.00",
      initial_deposit: "4,000,000.00",
      first_payment: "2027-06-15",
      quarters: 6,
      notes: [
        { title: "Sea trial", text: "The purchaser may send two observers to the sea trial." },
        { title: "Manuals", text: "Manuals are in English." },
      ],
    },
  },
  {
    to: sale,
    thing: "positions",
    fields: { subject: "price", side: "purchaser", text: "The budget is 60 million", amount: "60,000,000.00" },
  },
  {
    to: sale,
    thing: "positions",
    fields: { subject: "price", side: "seller", text: "The offer stays below it" },
  },
  { to: sale, thing: "agreements", fields: { subject: "price", outcome: "The offer as drafted" } },
  { to: sale, thing: "legal-reviews", fields: { view: "sound", remarks: "No objection" } },
  ...AREAS.map((area) => ({
    to: sale,
    thing: "compliance-reviews",
    fields: { area, basis: "Request, terms and purchaser file", remarks: "Nothing against it" },
  })),
  {
    to: sale,
    thing: "findings",
    fields: {
      area: "end-use",
      severity: "medium",
      text: "The site plan of the naval station is of 2014",
      evidence: "Annex B of the letter",
    },
  },
  {
    to: sale,
    thing: "resolutions",
    fields: { number: 1, resolution: "A plan of 2026 was received", evidence: "Letter BN-N-1060" },
  },
  { to: sale, thing: "approval", fields: {} },
  { to: sale, thing: "writing", fields: {} },
  ...Array.from({ length: BODIES }, (_, i) => ({
    to: sale,
    thing: "authorisations",
    fields: {
      decision: "approve",
      justification: "In keeping with policy",
      conditions: i === 0 ? [{ text: "Vetting of every student", before: "training" }] : [],
    },
  })),
];

const congress = [
  {
    to: notification,
    thing: "preparation",
    fields: {
      case: CASE,
      justification: "The sale improves the security of a friendly coastal nation.",
      sensitivity: "No sensitive technology is released.",
      military_effect: "The balance of the region is not altered.",
      offset: "no",
    },
  },
  { to: notification, thing: "clearance", fields: { on: "2026-10-05", by: "Leaders of both committees" } },
  {
    to: notification,
    thing: "notice",
    fields: { delivered_on: "2026-10-05", letter: "DSCA-26-99", addressees: "Speaker and committees" },
  },
  { clock: "2026-11-06T09:00:00Z" },
  { to: notification, thing: "review-completion", fields: {} },
];

const acceptance = [
  { to: sale, thing: "countersignature", fields: {} },
  { to: sale, thing: "documents", fields: { what: "loa" } },
  { to: sale, thing: "offer", fields: { sent_to: "Directorate of Naval Materiel" } },
  {
    to: sale,
    thing: "acceptance",
    fields: {
      signed_on: "2026-11-06",
      name: "Rear Admiral Tomas Quell",
      title: "Director of Naval Materiel",
      agency: "Ministry of Defence",
      official: true,
      unchanged: true,
      paying_office: "Treasury of Bandaria, Port Samra",
    },
  },
  { to: sale, thing: "deposits", fields: { on: "2026-11-06", amount: "4,000,000.00", reference: "TB-88102" } },
  { to: sale, thing: "implementation", fields: { systems: ["DSAMS", "DIFS", "agency", "SCIP"].map((name) => ({ name })) } },
];

const delivery = [
  { clock: "2028-03-01T09:00:00Z" },
  {
    to: sale,
    thing: "delivery-plans",
    fields: {
      milestones: [
        { name: "First boat", line: "001", due: "2028-03-10", place: "Port Samra" },
        { name: "Second boat", line: "001", due: "2028-04-10", place: "Port Samra" },
        { name: "Spares", line: "002", due: "2028-04-10", place: "Port Samra" },
      ],
    },
  },
  {
    to: sale,
    thing: "inspections",
    fields: {
      line: "001",
      on: "2028-03-01",
      point: "source",
      inspector: "Contract management office",
      result: "accepted",
      evidence: "Protocol of the sea trial",
    },
  },
  ...[
    ["BN-001", "001", 2],
    ["BN-002", "002", 1],
  ].flatMap(([shipment, line, quantity]) => [
    {
      to: sale,
      thing: "shipments",
      fields: { shipment, line, quantity, shipped_on: "2028-03-01", mode: "sea", from: "Norfolk", to: "Port Samra" },
    },
    {
      to: sale,
      thing: "receipts",
      fields: {
        shipment,
        received_on: "2028-03-01",
        quantity,
        receiver: "Naval station Port Samra",
        place: "Port Samra",
        condition: "A",
      },
    },
  ]),
  {
    to: sale,
    thing: "courses",
    fields: { title: "Crew training", place: "Port Samra", from: "2028-03-06", until: "2028-03-31", seats: 8 },
  },
  {
    to: sale,
    thing: "honoured-conditions",
    fields: { number: 1, evidence: "Vetting list of 20 February 2028" },
  },
  {
    to: sale,
    thing: "students",
    fields: {
      course: 1,
      worksheet: "7001",
      duty: "Coxswain",
      travel_order: "TO-55",
      vetting: "LV-2028-31",
      vetted_until: "2028-12-31",
    },
  },
  { clock: "2028-04-03T09:00:00Z" },
  { to: sale, thing: "course-completions", fields: { course: 1, passed: ["7001"], remarks: "Passed" } },
  {
    to: sale,
    thing: "provisions",
    fields: { what: "spares", description: "Spares at the yard", from: "2028-04-03", until: "2030-04-03" },
  },
];

const afterwards = [
  { to: support, thing: "opening", fields: { scope: "Both boats", until: "2030-04-03" } },
  {
    to: support,
    thing: "visits",
    fields: { on: "2028-04-03", site: "Port Samra", done: true, report: "Engines in order" },
  },
  { to: support, thing: "tickets", fields: { urgency: "limited", subject: "Radar", text: "The radar drifts" } },
  { to: support, thing: "ticket-resolutions", fields: { number: 1, resolution: "Recalibrated" } },
  { to: support, thing: "refreshers", fields: { title: "Crew refresher", place: "Port Samra", from: "2029-03-05", seats: 8 } },
  { to: support, thing: "upgrades", fields: { name: "Radar software 4.2", status: "offered", effect: "Less drift" } },
  { to: support, thing: "feedback", fields: { rating: 4, text: "Good boats" } },
  { to: sale, thing: "supply-completion", fields: { proof: "Both lines received in full" } },
  { to: sale, thing: "hold", fields: {} },
  { clock: "2029-06-01T09:00:00Z" },
  {
    to: sale,
    thing: "closure",
    fields: {
      contracts_settled: true,
      bills_settled: true,
      monitoring_handed_over: true,
      certificate: "CC-2029-014",
    },
  },
];

export const SALE = [
  ...contact,
  ...letter,
  ...offer,
  ...congress,
  ...acceptance,
  ...delivery,
  ...afterwards,
];
