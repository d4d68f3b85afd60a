namespace AsiFunctions.Domain.Dashboard;

/// <summary>The names of the cubes that everything is counted in, each with its dimensions.</summary>
/// <remarks>
/// "From day to day" means: +1 on the first day of a state and -1 on the first day of another, so
/// that what holds on any day is the sum of the days until then. All others count once, on the day named. Values are the codes of the API;
/// <c>unknown</c> stands where a case does not say.
/// </remarks>
public static class Cubes
{
    /// <summary>Members: class code, size band. +1 from a day, -1 from another; so the members of any day are a sum.</summary>
    public const string Members = "members";

    /// <summary>Members: standing (<c>active</c>, <c>suspended</c>), class code. From day to day.</summary>
    public const string Standing = "member-standing";

    /// <summary>
    /// Memberships that began: class code at joining, how the member heard of ASI (<c>not-asked</c> where it was not asked). The day of joining.
    /// </summary>
    public const string Joins = "member-joins";

    /// <summary>Memberships that ended: reason, class code then. The first day without it.</summary>
    public const string Exits = "member-exits";

    /// <summary>Changes of class: class code before, class code after. The first day in the new class.</summary>
    public const string ClassShifts = "class-shifts";

    /// <summary>
    /// Applications: class code applied for, state, the state's first day (ISO). From day to day; a state that ends an application stays.
    /// </summary>
    public const string Applications = "applications";

    /// <summary>Steps of admissions that are over: step, outcome, days. The day on which the step ended.</summary>
    public const string ApplicationSteps = "application-steps";

    /// <summary>Certificates: standard, version, level, state. From day to day; the end of the validity lies ahead.</summary>
    public const string Certificates = "certificates";

    /// <summary>Certificates: standard, version, <c>current</c> or <c>over</c>, activity. From day to day, once for each activity.</summary>
    public const string CertificateActivities = "certificate-activities";

    /// <summary>
    /// Certificates: standard, version, <c>current</c> or <c>over</c>, country of a facility. From day to day, once for each country.
    /// </summary>
    public const string CertificateCountries = "certificate-countries";

    /// <summary>Certificates issued: standard, version, level at issue. The first day of validity.</summary>
    public const string CertificatesIssued = "certificates-issued";

    /// <summary>
    /// Certification duties that have a goal now: goal, state, progress. The last day in time, which may lie ahead; the past is not kept.
    /// </summary>
    public const string Deadlines = "deadlines";

    /// <summary>
    /// Audits: type, standard, version, state, level released (<c>none</c>). The last day as reported, else as planned; else the day of opening.
    /// </summary>
    public const string Audits = "audits";

    /// <summary>Reviews of the oversight: step, result, days from opening to decision. The day of the decision.</summary>
    public const string OversightSteps = "oversight-steps";

    /// <summary>
    /// Audits decided: measure (<c>report-to-decision</c>, <c>with-auditor</c>, <c>rounds</c>), days or rounds. The decision's day.
    /// </summary>
    public const string Oversight = "oversight";

    /// <summary>Ratings of published audits: standard, version, principle, criterion, rating. The audit's last day.</summary>
    public const string Ratings = "ratings";

    /// <summary>Ratings of published audits: standard, version, activity, rating. The audit's last day, once for each activity.</summary>
    public const string RatingActivities = "rating-activities";

    /// <summary>
    /// Non-conformances: standard, version, principle, criterion, grade as raised, status (<c>open</c>, <c>downgraded</c> while open, <c>closed</c>).
    /// From day to day, from the last day on site.
    /// </summary>
    public const string NonConformances = "non-conformances";

    /// <summary>
    /// Non-conformances: standard, version, activity, grade as raised, status. From day to day, once for each activity of the audit's scope.
    /// </summary>
    public const string NonConformanceActivities = "non-conformance-activities";

    /// <summary>
    /// What became of non-conformances: what (<c>closed</c>, <c>downgraded</c>, <c>upgraded</c>),
    /// standard, version, grade as raised, days from the last day on site. The day of it.
    /// </summary>
    public const string NonConformanceEvents = "non-conformance-events";

    /// <summary>
    /// Survey replies: survey, definition version, question, answer, standard. 1 January of the year. Beside option values the answers are
    /// <c>~replies</c>, <c>~answered</c> and <c>~comments</c>. See the surveys' own facts.
    /// </summary>
    public const string Surveys = "surveys";

    /// <summary>E-mails: template, what became of them. The day is that of the last try.</summary>
    public const string Mail = "mail";
}
