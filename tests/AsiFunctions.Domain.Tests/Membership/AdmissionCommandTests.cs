using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Membership.AdmissionCommand;

namespace AsiFunctions.Domain.Tests.Membership;

/// <summary>Every state against every command.</summary>
public sealed class AdmissionCommandTests
{
    // "→ state" is accepted and leads there; anything else is the refusal's code. The day lies within every state's term.
    private const string Table = """
        state            | find-complete   | return          | resubmit        | clear           | object          | answer            | approve         | decline         | pay             | appeal          | uphold          | overturn        | withdraw
        submitted        | → due-diligence | → returned      | out-of-order    | out-of-order    | out-of-order    | no-such-objection | out-of-order    | out-of-order    | out-of-order    | out-of-order    | out-of-order    | out-of-order    | → withdrawn
        returned         | already-decided | already-decided | → submitted     | out-of-order    | out-of-order    | no-such-objection | out-of-order    | out-of-order    | out-of-order    | out-of-order    | out-of-order    | out-of-order    | → withdrawn
        due-diligence    | already-decided | → returned      | out-of-order    | → notice        | out-of-order    | no-such-objection | out-of-order    | out-of-order    | out-of-order    | out-of-order    | out-of-order    | out-of-order    | → withdrawn
        notice           | already-decided | already-decided | out-of-order    | already-decided | → notice        | no-such-objection | out-of-order    | out-of-order    | out-of-order    | out-of-order    | out-of-order    | out-of-order    | → withdrawn
        objections-open  | already-decided | already-decided | out-of-order    | already-decided | too-late        | → decision-pending | out-of-order   | out-of-order    | out-of-order    | out-of-order    | out-of-order    | out-of-order    | → withdrawn
        decision-pending | already-decided | already-decided | out-of-order    | already-decided | too-late        | no-such-objection | → approved      | → declined      | out-of-order    | out-of-order    | out-of-order    | out-of-order    | → withdrawn
        approved         | already-decided | already-decided | out-of-order    | already-decided | too-late        | no-such-objection | already-decided | already-decided | → admitted      | out-of-order    | out-of-order    | out-of-order    | → withdrawn
        declined         | already-decided | already-decided | out-of-order    | already-decided | too-late        | no-such-objection | already-decided | already-decided | out-of-order    | → appealed      | out-of-order    | out-of-order    | already-decided
        appealed         | already-decided | already-decided | out-of-order    | already-decided | too-late        | no-such-objection | already-decided | already-decided | out-of-order    | already-decided | → closed        | → approved      | → closed
        admitted         | already-decided | already-decided | over            | already-decided | too-late        | no-such-objection | already-decided | already-decided | already-decided | over            | over            | over            | already-decided
        lapsed           | already-decided | already-decided | too-late        | over            | over            | no-such-objection | over            | over            | over            | over            | over            | over            | too-late
        withdrawn        | already-decided | already-decided | over            | already-decided | over            | no-such-objection | over            | over            | over            | over            | over            | over            | already-decided
        closed           | already-decided | already-decided | over            | already-decided | too-late        | no-such-objection | already-decided | already-decided | over            | too-late        | over            | over            | too-late
        """;

    public static TheoryData<string, string, string> Cells()
    {
        TheoryData<string, string, string> cells = [];
        string[][] rows =
            [.. Table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|', StringSplitOptions.TrimEntries))];
        foreach (string[] row in rows.Skip(1))
        {
            for (int i = 1; i < row.Length; i++)
            {
                cells.Add(row[0], rows[0][i], row[i]);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_state_answers_every_command(string state, string command, string answer)
    {
        Admission admission = Admission.In(state);

        Decision<Application> decision = admission.Try(DayWithin(state), Command(command));

        if (decision is Decision<Application>.Refused refused)
        {
            Assert.Equal(answer, refused.Code);
            Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
            return;
        }

        Decision<Application>.Accepted accepted = Assert.IsType<Decision<Application>.Accepted>(decision);
        Assert.Equal(answer, $"→ {accepted.Case.StateName}");
        Assert.NotEmpty(accepted.Events);
        Assert.Equal(state == accepted.Case.StateName, admission.Case.StepNumber == accepted.Case.StepNumber);
    }

    [Fact]
    public void The_table_has_every_state_and_every_command()
    {
        IEnumerable<Type> states = typeof(ApplicationState).GetNestedTypes();
        IEnumerable<Type> commands = typeof(AdmissionCommand).GetNestedTypes();
        Assert.Equal(states.Count() * (commands.Count() - 1), Cells().Count);   // time passing has its own tests
    }

    [Theory]
    [InlineData("find-complete", Role.Board)]
    [InlineData("return", Role.Applicant)]
    [InlineData("clear", Role.Member)]
    [InlineData("answer", Role.Applicant)]
    [InlineData("approve", Role.Secretariat)]
    [InlineData("decline", Role.Secretariat)]
    [InlineData("pay", Role.Applicant)]
    [InlineData("uphold", Role.Secretariat)]
    [InlineData("overturn", Role.Applicant)]
    [InlineData("object", Role.Secretariat)]
    [InlineData("resubmit", Role.Member)]
    [InlineData("appeal", Role.Board)]
    [InlineData("withdraw", Role.Member)]
    public void Nobody_decides_in_anothers_stead(string command, Role role)
    {
        Actor stranger = new("x", role, "X");
        AdmissionCommand asked = Command(command, stranger);

        Admission.Submitted().Refused("wrong-role", "2026-01-06", asked);
    }

    [Fact]
    public void A_doubled_decision_is_told_what_was_decided_by_whom_and_when()
    {
        Assert.Equal(
            "The application was approved by Bo Board (the board) on 30 January 2026.",
            Admission.Approved().Refused("already-decided", "2026-01-31", new Decline(Sample.Bela, "No.")));
        Assert.Equal(
            "The application was found complete by Sasha Secretariat (the Secretariat) on 7 January 2026.",
            Admission.InDueDiligence().Refused("already-decided", "2026-01-08", new FindComplete(Sample.Sasha)));
        Assert.Equal(
            "It was withdrawn by the applicant on 8 January 2026. Nothing more can be decided about this application.",
            Admission.Withdrawn().Refused("over", "2026-01-09", new Approve(Sample.Bo, null)));
    }

    [Fact]
    public void Applicants_learn_which_body_decided_and_not_which_person() => Assert.Equal(
        "The application was declined by the board on 30 January 2026.",
        Admission.Declined().Refused("already-decided", "2026-01-31", new Withdraw(Actor.Applicant, null)));

    [Fact]
    public void An_early_decision_is_told_what_comes_first() => Assert.Equal(
        "The application is at the notice to members now; that comes first.",
        Admission.InNotice().Refused("out-of-order", "2026-01-20", new Approve(Sample.Bo, null)));

    [Fact]
    public void After_a_resubmission_what_was_decided_in_the_round_before_is_open_again()
    {
        Admission admission = Admission.InDueDiligence()
            .Do("2026-01-08", new Return(Sample.Sasha, [new ReturnReason(null, "Who owns you?")]))
            .Do("2026-01-09", new Resubmit(Actor.Applicant, Sample.Answers(), Sample.Form));

        admission.Refused("out-of-order", "2026-01-10", new ClearDueDiligence(Sample.Sasha, null));
        admission.Refused("already-decided", "2026-01-10", new Resubmit(Actor.Applicant, Sample.Answers(), Sample.Form));
        admission.Do("2026-01-10", new FindComplete(Sample.Sasha));
    }

    [Fact]
    public void Decisions_that_hurt_need_a_reason()
    {
        Admission.Submitted().Refused("reason-required", "2026-01-06", new Return(Sample.Sasha, []));
        Admission.Submitted().Refused("reason-required", "2026-01-06", new Return(Sample.Sasha, [new ReturnReason("/size", " ")]));
        Admission.InNotice().Refused("reason-required", "2026-01-13", new RaiseObjection(Sample.Mia, Sample.Objector, ""));
        Admission.WithObjectionsOpen().Refused("reason-required", "2026-01-28", new AnswerObjection(Sample.Sasha, 1, " "));
        Admission.Pending().Refused("reason-required", "2026-01-28", new Decline(Sample.Bo, " "));
        Admission.Declined().Refused("reason-required", "2026-02-01", new Appeal(Actor.Applicant, "\n"));
        Admission.Appealed().Refused("reason-required", "2026-02-11", new Uphold(Sample.Bela, ""));
        Admission.Appealed().Refused("reason-required", "2026-02-11", new Overturn(Sample.Bela, ""));
    }

    [Fact]
    public void An_organisation_objects_once_and_an_objection_is_answered_once()
    {
        Admission admission = Admission.InNotice().Do("2026-01-15", new RaiseObjection(Sample.Mia, Sample.Objector, "A dispute over land."));
        Assert.Equal(
            "Your organisation objected on 15 January 2026. Write to the Secretariat if you want to add to it.",
            admission.Refused("already-decided", "2026-01-16", new RaiseObjection(Sample.Mia, Sample.Objector, "Once more.")));

        admission.Do("2026-01-16", new AnswerObjection(Sample.Sasha, 1, "Settled."));
        Assert.Equal(
            "The objection was answered by Sasha Secretariat (the Secretariat) on 16 January 2026.",
            admission.Refused("already-decided", "2026-01-17", new AnswerObjection(Sample.Sasha, 1, "Settled indeed.")));
    }

    internal static AdmissionCommand Command(string name, Actor? by = null) => name switch
    {
        "find-complete" => new FindComplete(by ?? Sample.Sasha),
        "return" => new Return(by ?? Sample.Sasha, [new ReturnReason(null, "Something is missing.")]),
        "resubmit" => new Resubmit(by ?? Actor.Applicant, Sample.Answers(), Sample.Form),
        "clear" => new ClearDueDiligence(by ?? Sample.Sasha, "Fine."),
        "object" => new RaiseObjection(by ?? Sample.Mia, CaseId.From("MEM", 99), "We object."),
        "answer" => new AnswerObjection(by ?? Sample.Sasha, 1, "An answer."),
        "approve" => new Approve(by ?? Sample.Bo, null),
        "decline" => new Decline(by ?? Sample.Bo, "No."),
        "pay" => new RecordPayment(by ?? Sample.Sasha, Sample.Day("2026-01-31")),
        "appeal" => new Appeal(by ?? Actor.Applicant, "But yes."),
        "uphold" => new Uphold(by ?? Sample.Bela, "It stands."),
        "overturn" => new Overturn(by ?? Sample.Bela, "It does not stand."),
        "withdraw" => new Withdraw(by ?? Actor.Applicant, null),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such command."),
    };

    private static string DayWithin(string state) => state switch
    {
        "submitted" => "2026-01-06",
        "returned" or "due-diligence" => "2026-01-10",
        "notice" => "2026-01-20",
        "objections-open" or "decision-pending" => "2026-01-29",
        "approved" or "declined" => "2026-02-05",
        "appealed" => "2026-02-11",
        _ => "2026-06-01",
    };
}
