using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Membership;
using Microsoft.DurableTask;
using Moq;

namespace AsiFunctions.Tests.Membership;

public sealed class AdmissionOrchestratorTests
{
    [Fact]
    public async Task It_asks_the_case_and_ends_with_it()
    {
        Mock<TaskOrchestrationContext> context = new(MockBehavior.Strict);
        context.Setup(c => c.GetInput<string>()).Returns("APP-0000-0000");
        context.Setup(c => c.CallActivityAsync<Wait>(nameof(AdvanceCase), "APP-0000-0000", It.IsAny<TaskOptions>())).ReturnsAsync(
            new Wait(Ended: true, Until: null));

        await Admission.RunAsync(context.Object);

        context.VerifyAll();
    }

    [Fact]
    public void Each_application_has_one_instance_of_a_fixed_name()
    {
        CaseId id = CaseId.From("APP", 42);

        Assert.Equal(new CaseOrchestration("Admission", $"admission-{id}"), new ApplicationKind(Settings).Orchestration(
            AdmissionProcedure.Submit(id, null!, new FormVersion("membership-application", 1, "en"), DateTimeOffset.UnixEpoch.AddYears(56), Settings.Terms).Case));
    }

    private static MembershipSettings Settings => new(AdmissionTerms.Shipped, Secretariat: null, Board: null);
}
