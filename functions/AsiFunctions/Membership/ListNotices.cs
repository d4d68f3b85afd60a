using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Membership;

/// <summary>Lists the applications that members may object to now.</summary>
public sealed class ListNotices(ICaseStore cases, TimeProvider clock)
{
    /// <summary>The window that closes first comes first.</summary>
    [Function(nameof(ListNotices))]
    [OpenTo(Role.Member, Role.MemberAdmin, Role.Secretariat, Role.Board)]
    [AsksLike(typeof(Paging))]
    [Answers(200, typeof(Page<NoticeView>))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notices")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        string? page = query.Text("page", maxLength: 500);
        int size = query.PageSize();
        if (query.Problem is { } problem)
        {
            return problem;
        }

        CaseId? member = request.HttpContext.Person().Organisation.Id;
        List<NoticeView> open = [];
        await foreach (Stored<Application> stored in cases.ListAsync<Application>(Application.Prefix, cancellation))
        {
            if (stored.Case.State is ApplicationState.Notice notice && !notice.Closes.IsPast(clock.GetUtcNow()))
            {
                open.Add(NoticeView.Of(stored.Case, notice, member));
            }
        }

        return Paging.Cut(open, notice => $"{notice.Until:yyyy-MM-dd}|{notice.Reference}", page, size) is { } cut
            ? Results.Ok(cut)
            : Problems.InvalidParameter("page", "This is not the page token of an earlier answer.");
    }
}

/// <summary>What members read of an application.</summary>
/// <param name="Reference">The application.</param>
/// <param name="Organisation">Its legal name.</param>
/// <param name="Country">Of its head office.</param>
/// <param name="Website">Null where it has none.</param>
/// <param name="Class">The class applied for.</param>
/// <param name="Activities">Its supply chain activities.</param>
/// <param name="Since">The day of the notice.</param>
/// <param name="Until">The last day for an objection.</param>
/// <param name="Objected">The day on which the caller's organisation objected; null where it has not.</param>
public sealed record NoticeView(
    CaseId Reference,
    string Organisation,
    string Country,
    string? Website,
    MembershipClass Class,
    IReadOnlyList<SupplyChainActivity> Activities,
    DateOnly Since,
    DateOnly Until,
    DateOnly? Objected)
{
    internal static NoticeView Of(Application application, ApplicationState.Notice notice, CaseId? member) => new(
        application.Id,
        application.Answers.Organisation.LegalName,
        application.Answers.Organisation.Country,
        application.Answers.Organisation.Website,
        application.Answers.Class,
        application.Answers.Activities,
        notice.Since,
        notice.Closes.On,
        application.Objections.FirstOrDefault(o => o.Member == member)?.On);
}
