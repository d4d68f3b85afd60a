using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;

namespace AsiFunctions.Tests.Certification;

/// <summary>Members that are there without an application; nothing of them waits in the outbox. All firms are made up.</summary>
internal static class SampleMembers
{
    public static async Task<CaseId> AddAsync(
        this BackOfficeDesk desk,
        MembershipClass @class = MembershipClass.ProductionAndTransformation,
        string joined = "2025-06-30",
        MemberStatus? status = null)
    {
        DateOnly on = DateOnly.Parse(joined, null);
        AddOutcome<Member> outcome = await desk.Get<ICaseStore>().AddAsync<Member>(
            Member.Prefix,
            key: null,
            (id, _) => new Decision<Member>.Accepted(
                new Member(
                    id,
                    StepNumber: 1,
                    new JoinDate(on, JoinEvent.Payment, "taken over"),
                    Application: null,
                    new MemberDetails(
                        new OrganisationDetails(
                            "Example Metals Ltd", "Example Metals", "12345", "NO", "1 Example Street", Website: null, Parent: null, Subsidiaries: []),
                        [SupplyChainActivity.Casthouses],
                        ["NO"],
                        Contacts: null,
                        "en",
                        HeardAbout: null,
                        Certification: null),
                    History.From(on, @class),
                    History.From(on, SizeDeclaration.OfTurnover(1_000_000, 2024)),
                    History.From(on, status ?? new MemberStatus.Active())),
                [],
                []),
            default);
        return Assert.IsType<AddOutcome<Member>.Added>(outcome).Stored.Case.Id;
    }
}
