namespace Pulso.Measures;

/// <summary>Where in time a counter's contribution lies.</summary>
public enum Anchor
{
    /// <summary>The opening of the queue leg.</summary>
    Leg,

    /// <summary>The end of the agent leg.</summary>
    AgentLeg,

    /// <summary>The start of the contact.</summary>
    Start,

    /// <summary>The first resolution of the contact.</summary>
    Resolution,

    /// <summary>The event itself: an answer, an evaluation.</summary>
    Event,

    /// <summary>The request of the survey.</summary>
    Request,

    /// <summary>The end of an SLA clock: the earlier of met and due.</summary>
    Clock,

    /// <summary>Each interval of a span, by its share of it.</summary>
    Span,

    /// <summary>The time itself: a span is cut at the bounds of intervals.</summary>
    Time,
}

/// <summary>An additive integer counter of a cell (kpis.md): a count, or milliseconds where the name ends in <c>_ms</c>.</summary>
/// <param name="Code">The stored number; never reused. Codes from 4,096 on are histogram buckets.</param>
/// <param name="Name">The name in exports.</param>
/// <param name="Facets">The kinds of cells that it is kept in.</param>
public sealed record Counter(int Code, string Name, Anchor Anchor, string Meaning, IReadOnlyList<FacetKind> Facets)
{
    private static readonly List<Counter> Defined = [];

    /// <summary>True for what cells of agents hold in thousandths, since a contact's agents may share it.</summary>
    public bool IsCredited { get; private init; }

    public static readonly Counter Contacts = Credited(1, "contacts", Anchor.Start, "contacts started");
    public static readonly Counter CustomerKnown = Define(2, "customer_known", Anchor.Start, "contacts with a known customer");

    public static readonly Counter Offered = Define(10, "offered", Anchor.Leg, "queue legs opened");
    public static readonly Counter Answered = Define(11, "answered", Anchor.Leg, "legs that an agent took");
    public static readonly Counter Abandoned = Define(12, "abandoned", Anchor.Leg, "legs that the customer left");
    public static readonly Counter FlowedOut = Define(13, "flowed_out", Anchor.Leg, "legs ended by another queue or by the contact's end");
    public static readonly Counter AbandonedShort = Define(14, "abandoned_short", Anchor.Leg, "abandoned with a wait below the short-abandon setting");
    public static readonly Counter AnsweredWithin = Define(15, "answered_within", Anchor.Leg, "answered with a wait up to the threshold");
    public static readonly Counter AbandonedWithin = Define(16, "abandoned_within", Anchor.Leg, "abandoned with a wait up to the threshold");
    public static readonly Counter TimedOffered = Define(17, "timed_offered", Anchor.Leg, "offered, where a threshold is set");
    public static readonly Counter TimedAnswered = Define(18, "timed_answered", Anchor.Leg, "answered, where a threshold is set");
    public static readonly Counter TimedAbandoned = Define(19, "timed_abandoned", Anchor.Leg, "abandoned, where a threshold is set");
    public static readonly Counter TimedAbandonedShort =
        Define(20, "timed_abandoned_short", Anchor.Leg, "abandoned_short, where a threshold is set");
    public static readonly Counter TimedFlowedOut = Define(21, "timed_flowed_out", Anchor.Leg, "flowed_out, where a threshold is set");
    public static readonly Counter WaitAnsweredMs = Define(22, "wait_answered_ms", Anchor.Leg, "wait of the answered legs");
    public static readonly Counter WaitAbandonedMs = Define(23, "wait_abandoned_ms", Anchor.Leg, "wait of the abandoned legs");

    public static readonly Counter Handled = Define(40, "handled", Anchor.AgentLeg, "agent legs ended", FacetKind.Whole, FacetKind.Agent);
    public static readonly Counter TalkMs = Define(41, "talk_ms", Anchor.AgentLeg, "talk of the agent legs", FacetKind.Whole, FacetKind.Agent);
    public static readonly Counter HoldMs = Define(42, "hold_ms", Anchor.AgentLeg, "hold of the agent legs", FacetKind.Whole, FacetKind.Agent);
    public static readonly Counter WrapMs = Define(43, "wrap_ms", Anchor.AgentLeg, "wrap-up of the agent legs", FacetKind.Whole, FacetKind.Agent);
    public static readonly Counter SilenceMs = Define(44, "silence_ms", Anchor.AgentLeg, "silence within the talk", FacetKind.Whole, FacetKind.Agent);

    public static readonly Counter Attended =
        Credited(50, "attended", Anchor.Start, "contacts with an agent's leg, message or resolution");
    public static readonly Counter ContactsWithMessages = Define(51, "contacts_with_messages", Anchor.Start, "contacts with any message");
    public static readonly Counter Classified = Define(52, "classified", Anchor.Start, "contacts with a known reason");
    public static readonly Counter NeededHuman =
        Define(53, "needed_human", Anchor.Start, "contacts queued, handed over, or with a customer's message and no bot");
    public static readonly Counter Unanswered = Define(54, "unanswered", Anchor.Start, "of these, closed without an agent's part");
    public static readonly Counter TimedNeededHuman = Define(55, "timed_needed_human", Anchor.Start, "needed_human, where a threshold is set");
    public static readonly Counter FirstReplyAny =
        Define(110, "first_reply_any", Anchor.Start, "inbound contacts with a message by agent or bot");
    public static readonly Counter FirstReplyAnyMs = Define(111, "first_reply_any_ms", Anchor.Start, "start to the first of them");
    public static readonly Counter FirstReplyHuman = Define(112, "first_reply_human", Anchor.Start, "inbound contacts with a message by an agent");
    public static readonly Counter FirstReplyHumanMs = Define(113, "first_reply_human_ms", Anchor.Start, "start to the first of them");
    public static readonly Counter FirstReplyHandover =
        Define(114, "first_reply_handover", Anchor.Start, "contacts with an agent's message after handover, queue or start");
    public static readonly Counter FirstReplyHandoverMs =
        Define(115, "first_reply_handover_ms", Anchor.Start, "handover, else queue, else start to the first of them");
    public static readonly Counter ReplyWithin =
        Define(116, "reply_within", Anchor.Start, "of these that needed a human, with a wait up to the threshold");
    public static readonly Counter Replies = Define(117, "replies", Anchor.Start, "agents' replies to the customer");
    public static readonly Counter ReplyMs =
        Define(118, "reply_ms", Anchor.Start, "the first of the customer's messages in a row to the agent's next");
    public static readonly Counter MessagesIn = Define(119, "messages_in", Anchor.Start, "messages from the customer");
    public static readonly Counter MessagesAgent = Define(120, "messages_agent", Anchor.Start, "messages by agents");
    public static readonly Counter MessagesBot = Define(121, "messages_bot", Anchor.Start, "messages by bots");
    public static readonly Counter Delivered = Define(122, "delivered", Anchor.Start, "our messages with a receipt, read ones included");
    public static readonly Counter Read = Define(123, "read", Anchor.Start, "our messages read");
    public static readonly Counter ReadReplied = Define(124, "read_replied", Anchor.Start, "read messages after which the customer wrote");
    public static readonly Counter ReadToReplyMs = Define(125, "read_to_reply_ms", Anchor.Start, "reading to the customer's next message");
    public static readonly Counter Transferred = Credited(130, "transferred", Anchor.Start, "contacts transferred");
    public static readonly Counter TransfersWarm = Credited(131, "transfers_warm", Anchor.Start, "warm transfers");
    public static readonly Counter TransfersCold = Credited(132, "transfers_cold", Anchor.Start, "cold transfers");
    public static readonly Counter TransfersFlow = Define(133, "transfers_flow", Anchor.Start, "transfers by the flow");
    public static readonly Counter Misrouted = Credited(134, "misrouted", Anchor.Start, "contacts transferred to another queue after an answer");
    public static readonly Counter Escalated = Credited(135, "escalated", Anchor.Start, "contacts ever escalated");
    public static readonly Counter CallbacksRequested = Define(136, "callbacks_requested", Anchor.Start, "callbacks asked for");
    public static readonly Counter CallbacksAttempted = Define(137, "callbacks_attempted", Anchor.Start, "callbacks tried");
    public static readonly Counter CallbacksAnswered = Define(138, "callbacks_answered", Anchor.Start, "callbacks that the customer answered");

    public static readonly Counter IvrEntered = Define(60, "ivr_entered", Anchor.Start, "contacts that entered the IVR");
    public static readonly Counter IvrMs = Define(61, "ivr_ms", Anchor.Start, "time in the IVR, entered to left");
    public static readonly Counter IvrContained = Define(63, "ivr_contained", Anchor.Start, "contacts that left the IVR contained");
    public static readonly Counter IvrAbandoned =
        Define(62, "ivr_abandoned", Anchor.Start, "contacts left in the IVR with no leg ever opened");

    public static readonly Counter BotEngaged = Define(140, "bot_engaged", Anchor.Start, "contacts in which a bot took part");
    public static readonly Counter BotContained = Define(141, "bot_contained", Anchor.Start,
        "of these: closed, solved by bot or system, never handed over, no agent's part");
    public static readonly Counter BotContainedDurably = Define(142, "bot_contained_durably", Anchor.Start, "of these, not recontacted");
    public static readonly Counter BotAbandoned = Define(143, "bot_abandoned", Anchor.Start, "with a bot, closed neither solved nor handed over");
    public static readonly Counter HandedOver = Define(144, "handed_over", Anchor.Start, "contacts that a bot handed over");
    public static readonly Counter HandedOverWithContext = Define(145, "handed_over_with_context", Anchor.Start, "of these, with the context");
    public static readonly Counter SentimentScored = Define(150, "sentiment_scored", Anchor.Start, "scores of sentiment");
    public static readonly Counter SentimentScore = Define(151, "sentiment_score", Anchor.Start, "their sum, in thousandths of −1 to 1");
    public static readonly Counter SentimentNegative = Define(152, "sentiment_negative", Anchor.Start, "of these, below −0.25");

    public static readonly Counter Resolved = Credited(80, "resolved", Anchor.Resolution, "contacts ever solved");
    public static readonly Counter ResolutionMs = Define(81, "resolution_ms", Anchor.Resolution, "start to last resolution");
    public static readonly Counter Reopened = Credited(82, "reopened", Anchor.Resolution, "of the resolved, those ever reopened");

    public static readonly Counter FcrEligible =
        Credited(100, "fcr_eligible", Anchor.Start, "inbound contacts ever solved, customer known");
    public static readonly Counter Fcr =
        Credited(101, "fcr", Anchor.Start, "of the eligible: not recontacted, never reopened, never escalated");
    public static readonly Counter Recontacted =
        Credited(102, "recontacted", Anchor.Start, "of the eligible: another inbound contact of the customer began in the window");

    public static readonly Counter FcrEligibleWeighted =
        Define(103, "fcr_eligible_weighted", Anchor.Start, "the eligible by difficulty × channel weight, in thousandths");
    public static readonly Counter FcrWeighted = Define(104, "fcr_weighted", Anchor.Start, "fcr by difficulty × channel weight, in thousandths");
    public static readonly Counter FcrSingle =
        Define(105, "fcr_single", Anchor.Start, "of the eligible: the customer's only contact in the window before and after, never escalated");
    public static readonly Counter FcrWeek = Define(106, "fcr_week", Anchor.Start, "fcr with a window of 7 days");
    public static readonly Counter FcrFirst = Define(107, "fcr_first", Anchor.Start, "fcr of contacts that are no recontacts");
    public static readonly Counter FcrFirstEligible = Define(108, "fcr_first_eligible", Anchor.Start, "the eligible that are no recontacts");
    public static readonly Counter IsRecontact = Define(109, "is_recontact", Anchor.Start, "inbound contacts that are recontacts themselves");
    public static readonly Counter ResolvedInChannel =
        Define(83, "resolved_in_channel", Anchor.Resolution, "of the resolved, those without a recontact on another channel");

    public static readonly Counter Cases = Define(155, "cases", Anchor.Start, "cases, at their first contact", FacetKind.Whole);
    public static readonly Counter CasesSwitched = Define(156, "cases_switched", Anchor.Start, "of these, with contacts on several channels", FacetKind.Whole);
    public static readonly Counter CaseContacts = Define(157, "case_contacts", Anchor.Start, "their contacts", FacetKind.Whole);

    public static readonly Counter CsatAnswers = Credited(160, "csat_answers", Anchor.Event, "CSAT answers");
    public static readonly Counter CsatSatisfied = Credited(161, "csat_satisfied", Anchor.Event, "of these, in the upper quarter of the scale");
    public static readonly Counter CsatBotAnswers = Define(162, "csat_bot_answers", Anchor.Event, "CSAT answers where only a bot took part");
    public static readonly Counter CsatBotSatisfied = Define(163, "csat_bot_satisfied", Anchor.Event, "of these, satisfied");
    public static readonly Counter CsatHumanAnswers =
        Define(164, "csat_human_answers", Anchor.Event, "CSAT answers where an agent took part, with or without a bot");
    public static readonly Counter CsatHumanSatisfied = Define(165, "csat_human_satisfied", Anchor.Event, "of these, satisfied");
    public static readonly Counter CsatMixedAnswers = Define(166, "csat_mixed_answers", Anchor.Event, "CSAT answers where both took part");
    public static readonly Counter CsatMixedSatisfied = Define(167, "csat_mixed_satisfied", Anchor.Event, "of these, satisfied");
    public static readonly Counter CesAnswers = Define(168, "ces_answers", Anchor.Event, "CES answers");
    public static readonly Counter CesScore = Define(169, "ces_score", Anchor.Event, "their scores mapped to 1–7, 7 = easiest, in thousandths");
    public static readonly Counter NpsTransactionalAnswers = Define(170, "nps_transactional_answers", Anchor.Event, "NPS answers after a contact");
    public static readonly Counter NpsTransactionalPromoters = Define(171, "nps_transactional_promoters", Anchor.Event, "of these, 9 and 10");
    public static readonly Counter NpsTransactionalDetractors = Define(172, "nps_transactional_detractors", Anchor.Event, "of these, up to 6");
    public static readonly Counter NpsRelationalAnswers = Define(173, "nps_relational_answers", Anchor.Event, "NPS answers about the relation");
    public static readonly Counter NpsRelationalPromoters = Define(174, "nps_relational_promoters", Anchor.Event, "of these, 9 and 10");
    public static readonly Counter NpsRelationalDetractors = Define(175, "nps_relational_detractors", Anchor.Event, "of these, up to 6");
    public static readonly Counter EnpsAnswers = Define(176, "enps_answers", Anchor.Event, "NPS answers of employees");
    public static readonly Counter EnpsPromoters = Define(177, "enps_promoters", Anchor.Event, "of these, 9 and 10");
    public static readonly Counter EnpsDetractors = Define(178, "enps_detractors", Anchor.Event, "of these, up to 6");
    public static readonly Counter ThumbsAnswers = Define(179, "thumbs_answers", Anchor.Event, "thumbs given");
    public static readonly Counter ThumbsUp = Define(180, "thumbs_up", Anchor.Event, "of these, up");
    public static readonly Counter FollowedUp =
        Define(181, "followed_up", Anchor.Event, "detractors and dissatisfied whom somebody got back to");
    public static readonly Counter SurveysRequested = Define(182, "surveys_requested", Anchor.Request, "surveys asked");
    public static readonly Counter SurveysResponded = Define(183, "surveys_responded", Anchor.Request, "of these, answered");

    public static readonly Counter QualityEvaluations =
        Define(190, "quality_evaluations", Anchor.Event, "quality evaluations", FacetKind.Whole, FacetKind.Form, FacetKind.Agent, FacetKind.Variant);
    public static readonly Counter QualityScore =
        Define(191, "quality_score", Anchor.Event, "their scores, in thousandths", FacetKind.Whole, FacetKind.Form, FacetKind.Agent, FacetKind.Variant);
    public static readonly Counter QualityMax =
        Define(192, "quality_max", Anchor.Event, "their maxima, in thousandths", FacetKind.Whole, FacetKind.Form, FacetKind.Agent, FacetKind.Variant);
    public static readonly Counter Calibrations =
        Define(193, "calibrations", Anchor.Event, "calibrations of an evaluation", FacetKind.Whole, FacetKind.Form, FacetKind.Variant);
    public static readonly Counter CalibrationGap = Define(
        194, "calibration_gap", Anchor.Event, "their absolute distances in share of the maximum, in thousandths", FacetKind.Whole, FacetKind.Form, FacetKind.Variant);

    public static readonly Counter MessagesOut = Define(126, "messages_out", Anchor.Start, "our messages, by whomever");
    public static readonly Counter ResolutionBusinessMs =
        Define(84, "resolution_business_ms", Anchor.Resolution, "start to last resolution in business hours, less pauses");
    public static readonly Counter SurveysOfContacts = Define(184, "surveys_of_contacts", Anchor.Request, "surveys asked about a contact");
    public static readonly Counter SurveysEarly = Define(185, "surveys_early", Anchor.Request, "of these, asked before the contact was first closed");
    public static readonly Counter SurveysOfSolved = Define(186, "surveys_of_solved", Anchor.Request, "of these, asked once the contact was solved");

    public static readonly Counter IvrSelected = Define(64, "ivr_selected", Anchor.Start, "options taken", FacetKind.Menu);
    public static readonly Counter IvrDropped =
        Define(65, "ivr_dropped", Anchor.Start, "contacts left in the IVR after this option, with no leg ever opened", FacetKind.Menu);
    public static readonly Counter CriterionScored = Define(195, "criterion_scored", Anchor.Event, "scores of the criterion, calibrations apart", FacetKind.Criterion, FacetKind.AgentCriterion);
    public static readonly Counter CriterionPoints = Define(196, "criterion_points", Anchor.Event, "their sum, in thousandths", FacetKind.Criterion, FacetKind.AgentCriterion);
    public static readonly Counter Open = Define(
        200, "open", Anchor.Event, "contacts that became open less those that ceased to be; its sum up to an instant is the backlog", FacetKind.Open);
    public static readonly Counter Waiting = Define(201, "waiting", Anchor.Leg, "queue legs that have not ended yet, by their opening", FacetKind.Waiting);

    public static readonly Counter SlaFirstReplyApplied =
        Define(270, "sla_first_reply_applied", Anchor.Clock, "first-reply clocks met or breached");
    public static readonly Counter SlaFirstReplyMet = Define(271, "sla_first_reply_met", Anchor.Clock, "of these, met");
    public static readonly Counter SlaFirstReplyBreached = Define(272, "sla_first_reply_breached", Anchor.Clock, "of these, breached");
    public static readonly Counter SlaNextReplyApplied = Define(273, "sla_next_reply_applied", Anchor.Clock, "next-reply clocks met or breached");
    public static readonly Counter SlaNextReplyMet = Define(274, "sla_next_reply_met", Anchor.Clock, "of these, met");
    public static readonly Counter SlaNextReplyBreached = Define(275, "sla_next_reply_breached", Anchor.Clock, "of these, breached");
    public static readonly Counter SlaResolutionApplied = Define(276, "sla_resolution_applied", Anchor.Clock, "resolution clocks met or breached");
    public static readonly Counter SlaResolutionMet = Define(277, "sla_resolution_met", Anchor.Clock, "of these, met");
    public static readonly Counter SlaResolutionBreached = Define(278, "sla_resolution_breached", Anchor.Clock, "of these, breached");
    public static readonly Counter SlaPausedMs = Define(279, "sla_paused_ms", Anchor.Clock, "what pauses took from their hours, up to the end of each");
    public static readonly Counter CostAmount = Define(240, "cost_amount", Anchor.Span, "costs, in thousandths of the currency", FacetKind.Whole);
    public static readonly Counter ForecastContacts = Define(241, "forecast_contacts", Anchor.Span, "inbound contacts forecast, in thousandths", FacetKind.Whole);
    public static readonly Counter ForecastMs = Define(242, "forecast_ms", Anchor.Span, "time that a forecast speaks of, also where it expects nobody", FacetKind.Whole);
    public static readonly Counter ForeignAmounts = Define(
        243, "foreign_amounts", Anchor.Event, "costs, assisted sales and revenues in another currency than the settings', left out of all amounts");
    public static readonly Counter AssistedSales = Define(
        244, "assisted_sales", Anchor.Start, "sales that an agent assisted; those that name no contact at their own instant");
    public static readonly Counter AssistedSalesAmount =
        Define(245, "assisted_sales_amount", Anchor.Start, "their amounts, in thousandths of the currency");
    public static readonly Counter Retained = Define(246, "retained", Anchor.Event, "customers kept who were about to leave", FacetKind.Whole);
    public static readonly Counter Churned = Define(247, "churned", Anchor.Event, "customers who left", FacetKind.Whole);
    public static readonly Counter ChurnedAfterRecontact =
        Define(248, "churned_after_recontact", Anchor.Event, "of these, with a recontact in the window before", FacetKind.Whole);
    public static readonly Counter CustomersNew = Define(
        249, "customers_new", Anchor.Start, "first contacts ever of a customer", FacetKind.Whole, FacetKind.Lifetime);
    public static readonly Counter RevenueAmount = Define(
        250, "revenue_amount", Anchor.Event, "revenues, in thousandths of the currency", FacetKind.Whole, FacetKind.Lifetime);
    public static readonly Counter Prevented = Define(251, "prevented", Anchor.Event, "issues solved before the customer asked", FacetKind.Whole);
    public static readonly Counter ConnectedMs = OfTime(210, "connected_ms", "time in any state but offline");
    public static readonly Counter AvailableMs = OfTime(211, "available_ms", "time ready for contacts");
    public static readonly Counter ContactMs = OfTime(212, "contact_ms", "time in contacts");
    public static readonly Counter WrapStateMs = OfTime(213, "wrap_ms", "time in wrap-up, as the agent's state says");
    public static readonly Counter BreakMs = OfTime(214, "break_ms", "time in breaks");
    public static readonly Counter OtherMs = OfTime(215, "other_ms", "time in any other state, such as training or meeting");
    public static readonly Counter PlannedMs = OfTime(216, "planned_ms", "time planned in any state but offline");
    public static readonly Counter AdherentMs =
        OfTime(217, "adherent_ms", "of the planned, in a state of the planned kind; available, contact and wrap are one kind");

    // Below the counters: initialised after them.
    private static readonly Dictionary<FacetKind, IReadOnlyList<Counter>> ByFacet = Enum.GetValues<FacetKind>()
        .ToDictionary(kind => kind, kind => (IReadOnlyList<Counter>)[.. Defined.Where(counter => counter.Facets.Contains(kind))]);

    /// <summary>Every counter, in the order of the exports' columns.</summary>
    public static IReadOnlyList<Counter> All => Defined;

    /// <summary>The counter of a code; null where it is none, such as a bucket.</summary>
    public static Counter? WithCode(int code) => Defined.Find(counter => counter.Code == code);

    /// <summary>The counters that cells of a kind hold, in the order of the exports' columns.</summary>
    public static IReadOnlyList<Counter> Of(FacetKind kind) => ByFacet[kind];

    private static Counter OfTime(int code, string name, string meaning) => Define(code, name, Anchor.Time, meaning, FacetKind.Agent);

    private static Counter Credited(int code, string name, Anchor anchor, string meaning) =>
        Keep(new Counter(code, name, anchor, meaning, [FacetKind.Whole, FacetKind.Agent, FacetKind.Variant]) { IsCredited = true });

    private static Counter Define(int code, string name, Anchor anchor, string meaning, params FacetKind[] facets) =>
        Keep(new Counter(code, name, anchor, meaning, facets.Length == 0 ? [FacetKind.Whole, FacetKind.Variant] : facets));

    private static Counter Keep(Counter counter)
    {
        Defined.Add(counter);
        return counter;
    }
}
