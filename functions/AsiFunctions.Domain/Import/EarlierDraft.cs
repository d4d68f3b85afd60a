using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Import;

/// <summary>A member while its lines are read.</summary>
internal sealed class EarlierDraft(string key, EarlierLine first, List<Fault> faults, EarlierFacts facts)
{
    private readonly List<(EarlierLine Line, Dated<MembershipClass> Row)> classes = [];
    private readonly List<(EarlierLine Line, Dated<SizeDeclaration> Row)> sizes = [];
    private readonly List<(EarlierLine Line, Dated<MemberStatus> Row)> standings = [];
    private readonly List<EarlierCertificate> certificates = [];
    private readonly HashSet<string> broken = new(StringComparer.Ordinal);
    private DateOnly? joined;
    private MemberDetails? details;
    private EarlierEnd? end;
    private bool knowsActivities;

    public string Key => key;

    /// <summary>The member's own line; until it was taken, the first of its others.</summary>
    public EarlierLine Line { get; private set; } = first;

    public EarlierEnd? End => end;

    /// <summary>True once the member's own line was taken.</summary>
    public bool IsBegun => details is not null;

    public OrganisationDetails? Organisation => details?.Organisation;

    public IReadOnlyList<EarlierCertificate> Certificates => certificates;

    /// <summary>Takes one of the member's lines.</summary>
    public void Take(EarlierLine taken)
    {
        CellReader cells = new(taken, faults, facts.Today);
        switch (taken[EarlierColumns.Record])
        {
            case "member":
                Line = taken;
                (joined, details) = EarlierLines.Member(cells);
                knowsActivities = !cells.IsWrong("activities");
                CheckJoined(cells);
                break;
            case "class":
                Add(classes, cells, cells.Code<MembershipClass>("class", "a class: PT, IU, CS, DS, AS or GS"));
                break;
            case "size":
                Add(sizes, cells, EarlierLines.Size(cells));
                break;
            case "standing":
                Add(standings, cells, EarlierLines.Standing(cells));
                break;
            case "end":
                Finish(cells);
                break;
            default:
                Add(EarlierCertificates.Read(cells, facts, Organisation?.Country ?? ""));
                break;
        }

        if (cells.HasFaults)
        {
            broken.Add(taken[EarlierColumns.Record]);
        }
    }

    /// <summary>
    /// The member; null where there is a fault. What concerns its lines together is told here, as far as all those can be read that it follows from.
    /// </summary>
    public EarlierMember? Build()
    {
        if (details is null)
        {
            return null;
        }

        int before = faults.Count;
        History<MembershipClass>? classHistory = HistoryOf(classes, "class", "class");
        History<SizeDeclaration>? sizeHistory = HistoryOf(sizes, "size", "turnover");
        if (classHistory is not null && sizeHistory is not null && knowsActivities)
        {
            CheckClasses(classHistory, sizeHistory, details.Activities);
        }

        CheckCertificates(classHistory);
        CheckEnd();
        return broken.Count > 0 || faults.Count > before || joined is not { } from || classHistory is null || sizeHistory is null
            ? null
            : new EarlierMember(
                key,
                Line.Number,
                from,
                details,
                classHistory,
                sizeHistory,
                standings.Aggregate(
                    History.From<MemberStatus>(from, new MemberStatus.Active()), (history, row) => history.With(row.Row.From, row.Row.Value)),
                end,
                [.. certificates.OrderBy(certificate => certificate.IssuedOn)]);
    }

    // Before the first terms nobody can say by when a member has to be certified; and 0215 is a slip of the pen.
    private void CheckJoined(CellReader cells)
    {
        if (joined < facts.Terms.Rows[0].From)
        {
            cells.Wrong(
                EarlierColumns.From, FaultCodes.OutOfRange, $"the terms of certification are on record from {Iso(facts.Terms.Rows[0].From)} only.");
            joined = null;
        }
    }

    private void Add<T>(List<(EarlierLine Line, Dated<T> Row)> rows, CellReader cells, T? value)
        where T : class
    {
        DateOnly? from = cells.Day(EarlierColumns.From, "the first day on which it holds, as 2020-12-31");
        if (value is not null && from is { } day && IsInOrder(rows, cells, day))
        {
            rows.Add((cells.Line, new Dated<T>(day, value)));
        }
    }

    private void Add(List<(EarlierLine Line, Dated<MembershipClass> Row)> rows, CellReader cells, MembershipClass? value)
    {
        DateOnly? from = cells.Day(EarlierColumns.From, "the first day on which it holds, as 2020-12-31");
        if (value is { } @class && from is { } day && IsInOrder(rows, cells, day))
        {
            rows.Add((cells.Line, new Dated<MembershipClass>(day, @class)));
        }
    }

    private bool IsInOrder<T>(List<(EarlierLine Line, Dated<T> Row)> rows, CellReader cells, DateOnly day)
    {
        if (day < joined)
        {
            cells.Wrong(EarlierColumns.From, FaultCodes.OutOfRange, $"the member joined on {Iso(joined.Value)} only.");
            return false;
        }

        if (rows is [.., var last] && last.Row.From >= day)
        {
            cells.Wrong(
                EarlierColumns.From,
                FaultCodes.Inconsistent,
                $"line {last.Line.Number} holds from {Iso(last.Row.From)} already; write the lines of one kind in the order of their days, each day once.");
            return false;
        }

        return true;
    }

    private void Finish(CellReader cells)
    {
        EarlierEnd? read = EarlierLines.End(cells);
        if (end is not null)
        {
            cells.Wrong(EarlierColumns.Record, FaultCodes.Doubled, $"line {end.Line} ends the membership already.");
        }
        else if (read?.From <= joined)
        {
            cells.Wrong(EarlierColumns.From, FaultCodes.OutOfRange, $"the member joined on {Iso(joined.Value)} only; it ends later.");
        }
        else
        {
            end = read;
        }
    }

    private void Add(EarlierCertificate? certificate)
    {
        if (certificate is not null)
        {
            certificates.Add(certificate);
        }
    }

    /// <summary>What held since the day of joining; null where that cannot be said. Of broken lines nothing is missed: they may say it.</summary>
    private History<T>? HistoryOf<T>(List<(EarlierLine Line, Dated<T> Row)> rows, string record, string column)
    {
        if (joined is not { } from || broken.Contains(record))
        {
            return null;
        }

        if (rows.Count == 0)
        {
            faults.Add(Line.Wrong(EarlierColumns.Member, FaultCodes.Required, $"add a line '{record}' from {Iso(from)} for {key}."));
            return null;
        }

        if (rows[0].Row.From != from)
        {
            faults.Add(rows[0].Line.Wrong(
                EarlierColumns.From, FaultCodes.Inconsistent, $"the first {column} holds from the day of joining, {Iso(from)}."));
            return null;
        }

        return new History<T>([.. rows.Select(row => row.Row)]);
    }

    private void CheckClasses(
        History<MembershipClass> classHistory, History<SizeDeclaration> sizeHistory, IReadOnlyList<SupplyChainActivity> activities)
    {
        IEnumerable<(EarlierLine Line, DateOnly From)> changes =
            [.. classes.Select(row => (row.Line, row.Row.From)), .. sizes.Select(row => (row.Line, row.Row.From))];
        foreach ((EarlierLine changed, DateOnly day) in changes.DistinctBy(row => row.From))
        {
            foreach (ClassFault fault in ClassRules.Check(classHistory.On(day), activities, sizeHistory.On(day), facts.Today))
            {
                EarlierLine at = fault.Part is ClassFaultPart.Activities ? Line : changed;
                string column = fault.Part switch
                {
                    ClassFaultPart.Activities => "activities",
                    ClassFaultPart.Class => "class",
                    _ => changed[EarlierColumns.Record] is "class" ? "class" : sizeHistory.On(day).Basis is SizeBasis.Turnover ? "turnover" : "staff",
                };
                Fault told = at.Wrong(column, fault.Code, fault.Message);
                if (!faults.Contains(told))
                {
                    faults.Add(told);
                }
            }
        }
    }

    private void CheckCertificates(History<MembershipClass>? classHistory)
    {
        foreach (EarlierCertificate certificate in certificates)
        {
            EarlierLine at = new(certificate.Line, new Dictionary<string, string>());
            if (joined is { } from && certificate.IssuedOn < from)
            {
                faults.Add(at.Wrong(EarlierColumns.From, FaultCodes.OutOfRange, $"the member joined on {Iso(from)} only."));
            }
            else if (classHistory?.On(certificate.IssuedOn) is { MayBeCertified: false } @class)
            {
                faults.Add(at.Wrong(
                    EarlierColumns.From,
                    "class-not-certified",
                    $"the member was in {@class.EnglishName} ({@class.Code}) on {Iso(certificate.IssuedOn)}; only PT and IU are certified."));
            }
        }

        foreach (IGrouping<(Certification.StandardCode Standard, string Scope, DateOnly IssuedOn), EarlierCertificate> same in certificates
            .GroupBy(certificate => (certificate.Standard.Standard, certificate.Scope, certificate.IssuedOn)))
        {
            foreach (EarlierCertificate again in same.Skip(1))
            {
                faults.Add(new EarlierLine(again.Line, new Dictionary<string, string>()).Wrong(
                    EarlierColumns.From, FaultCodes.Doubled, "the scope has another certificate of that day; a scope has one at a time."));
            }
        }

        if (certificates.Count > EarlierMember.MostCertificates)
        {
            faults.Add(Line.Wrong(
                EarlierColumns.Member,
                FaultCodes.TooLong,
                $"{key} has {certificates.Count} certificates; at most {EarlierMember.MostCertificates} are taken over with a member, a releaser enters the rest."));
        }
    }

    private void CheckEnd()
    {
        if (end is not { From: var over })
        {
            return;
        }

        IEnumerable<(int Line, DateOnly From)> dated =
        [
            .. classes.Select(row => (row.Line.Number, row.Row.From)),
            .. sizes.Select(row => (row.Line.Number, row.Row.From)),
            .. standings.Select(row => (row.Line.Number, row.Row.From)),
            .. certificates.Select(certificate => (certificate.Line, certificate.IssuedOn)),
        ];
        foreach ((int number, DateOnly from) in dated.Where(row => row.From >= over))
        {
            faults.Add(new EarlierLine(number, new Dictionary<string, string>()).Wrong(
                EarlierColumns.From, FaultCodes.OutOfRange, $"the membership ended on {Iso(over)} (line {end.Line}); nothing follows that."));
        }
    }
}
