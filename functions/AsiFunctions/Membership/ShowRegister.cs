using AsiFunctions.Access;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Membership;

/// <summary>The public register of members.</summary>
public sealed class ShowRegister(MemberList members)
{
    /// <summary>
    /// Members in good standing by name; a member that is suspended or has left is not shown. Answers 304 to a matching If-None-Match.
    /// </summary>
    [Function(nameof(ShowRegister))]
    [OpenToPublic]
    [AsksLike(typeof(MemberFilter))]
    [AsksLike(typeof(Paging))]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(Page<RegisterEntry>), Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/register")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        MemberFilter filter = MemberFilter.Read(query);
        string? page = query.Text("page", maxLength: 500);
        int size = query.PageSize();
        if ((query.Problem ?? filter.Problem) is { } problem)
        {
            return problem;
        }

        IEnumerable<RegisterEntry> entries = await EntriesAsync(members, filter, cancellation);
        return Paging.Cut(entries, entry => MemberList.SortKey(entry.Name, entry.Id), page, size) is { } cut
            ? PublicAnswer.Json(request, cut)
            : Problems.InvalidParameter("page", "This is not the page token of an earlier answer.");
    }

    internal static async Task<IEnumerable<RegisterEntry>> EntriesAsync(MemberList members, MemberFilter filter, CancellationToken cancellation) =>
        (await members.AllAsync(cancellation)).Select(RegisterEntry.Of).OfType<RegisterEntry>()
            .Where(entry => filter.Fits(entry.Class, entry.Country));
}
