using AsiFunctions.Access;
using AsiFunctions.Cases.Tasks;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;

namespace AsiFunctions.Tests.Cases;

/// <summary>Whose task it is: the people of its organisation who have its role, or one that stands in for it.</summary>
public sealed class TaskRulesTests
{
    private static readonly CaseId Own = CaseId.From(Organisation.AuditFirmPrefix, 1);
    private static readonly CaseId Other = CaseId.From(Organisation.AuditFirmPrefix, 2);
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Role.Auditor, new[] { Role.Auditor }, Role.Auditor)]
    [InlineData(Role.Auditor, new[] { Role.LeadAuditor }, Role.LeadAuditor)]
    [InlineData(Role.Auditor, new[] { Role.LeadAuditor, Role.Auditor }, Role.Auditor)]
    [InlineData(Role.LeadAuditor, new[] { Role.Auditor }, null)]
    [InlineData(Role.LeadAuditor, new[] { Role.LeadAuditor }, Role.LeadAuditor)]
    [InlineData(Role.Member, new[] { Role.Member }, Role.Member)]
    [InlineData(Role.Member, new[] { Role.MemberAdmin }, Role.MemberAdmin)]
    [InlineData(Role.Member, new[] { Role.MemberAdmin, Role.Member }, Role.Member)]
    [InlineData(Role.MemberAdmin, new[] { Role.Member }, null)]
    [InlineData(Role.MemberAdmin, new[] { Role.MemberAdmin }, Role.MemberAdmin)]
    [InlineData(Role.Applicant, new[] { Role.Member, Role.MemberAdmin }, null)]
    [InlineData(Role.Machine, new[] { Role.Auditor, Role.LeadAuditor }, null)]
    public void Within_the_organisation_the_tasks_own_role_comes_first_and_some_stand_in(Role task, Role[] has, Role? acts)
    {
        Person colleague = new("f1", "Ada Auditor", Organisation.Of(Own), has.ToHashSet());
        Person stranger = colleague with { Organisation = Organisation.Of(Other) };

        Assert.Equal(acts, TaskRules.InRole(Task(task, Own), colleague)?.Role);
        Assert.Null(TaskRules.InRole(Task(task, Own), stranger));
        Assert.Null(TaskRules.InRole(Task(task, organisation: null), colleague));
    }

    [Theory]
    [InlineData(Role.Secretariat, Role.Secretariat, true)]
    [InlineData(Role.Releaser, Role.Releaser, true)]
    [InlineData(Role.Board, Role.Board, true)]
    [InlineData(Role.Board, Role.Secretariat, false)]
    [InlineData(Role.Secretariat, Role.Operator, false)]
    [InlineData(Role.Applicant, Role.Secretariat, false)]
    public void Asis_tasks_are_those_of_the_role(Role task, Role has, bool theirs)
    {
        Person staff = new("a1", "Sasha Sample", Organisation.Asi, new HashSet<Role> { has });

        Assert.Equal(theirs, TaskRules.InRole(Task(task, organisation: null), staff) is not null);
        Assert.Null(TaskRules.InRole(Task(task, Own), staff));
    }

    [Theory]
    [InlineData(Role.Board, null, true, true)]
    [InlineData(Role.Secretariat, null, false, true)]
    [InlineData(Role.Auditor, "own", false, false)]
    public void The_board_knows_of_asis_tasks_and_of_no_others(Role task, string? organisation, bool sees, bool mayKnow)
    {
        CaseTask asked = Task(task, organisation is null ? null : Own);

        Assert.Equal((sees, mayKnow), (TaskRules.Sees(asked, TaskRequests.Bo), TaskRules.MayKnow(asked, TaskRequests.Bo)));
        Assert.True(TaskRules.Sees(asked, TaskRequests.Sasha));
    }

    [Theory]
    [InlineData(Role.Secretariat, "a1", null, null)]
    [InlineData(Role.LeadAuditor, "f2", "Lea Lead", "Done.")]
    [InlineData(Role.Member, "m1", "Mika Member", null)]
    [InlineData(Role.Machine, "machine", null, null)]
    public void An_end_tells_outsiders_no_name_of_asis_and_only_their_own_peoples_reason(Role by, string id, string? name, string? reason)
    {
        string? called = by is Role.Secretariat ? "Sasha Sample" : name;
        CaseTask ended = Task(Role.Auditor, TaskRequests.Firm) with { Outcome = new TaskEnd("finish", new Actor(id, by, called), Now, "Done.") };

        TaskEnd? told = TaskRules.EndFor(ended, TaskRequests.Ada);
        Assert.Equal((name, reason), (told?.By.Name, told?.Reason));
        Assert.Equal(ended.Outcome, TaskRules.EndFor(ended, TaskRequests.Sasha));
    }

    private static CaseTask Task(Role role, CaseId? organisation) =>
        new(CaseId.From("ERR", 1), Number: 1, role, "run", "Weigh the ingots", new DateOnly(2026, 1, 5), Due: null, [], Organisation: organisation);
}
