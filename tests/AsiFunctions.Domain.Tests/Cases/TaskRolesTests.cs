using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Tests.Cases;

public sealed class TaskRolesTests
{
    [Fact]
    public void A_task_fits_its_own_role_first_and_a_few_who_stand_in()
    {
        foreach (Role role in TaskRoles.All)
        {
            Assert.Equal(role, TaskRoles.Fitting(role)[0]);
        }

        Assert.Equal([Role.Auditor, Role.LeadAuditor], TaskRoles.Fitting(Role.Auditor));
        Assert.Equal([Role.Member, Role.MemberAdmin], TaskRoles.Fitting(Role.Member));
        Assert.All(TaskRoles.All.Except([Role.Auditor, Role.Member]), role => Assert.Single(TaskRoles.Fitting(role)));
    }

    [Fact]
    public void Who_stands_in_is_on_the_same_side() =>
        Assert.All(
            TaskRoles.All, task => Assert.All(TaskRoles.Fitting(task), role => Assert.Equal(TaskRoles.IsOutside(task), TaskRoles.IsOutside(role))));

    [Theory]
    [InlineData(Role.Machine)]
    [InlineData(Role.Applicant)]
    [InlineData(Role.Operator)]
    public void Nobody_with_an_account_does_what_the_machine_an_applicant_or_an_operator_is_to_do(Role task)
    {
        Assert.Empty(TaskRoles.Fitting(task));
        Assert.DoesNotContain(task, TaskRoles.All);
    }

    [Theory]
    [InlineData(Role.Secretariat)]
    [InlineData(Role.Releaser)]
    [InlineData(Role.Board)]
    [InlineData(Role.Operator)]
    [InlineData(Role.Machine)]
    public void Asis_people_and_the_machine_are_not_outside(Role role) => Assert.False(TaskRoles.IsOutside(role));
}
