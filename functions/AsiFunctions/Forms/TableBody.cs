using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AsiFunctions.Forms;

/// <summary>A table that was sent, or the answer that refuses it.</summary>
/// <param name="Bytes">The table; empty where there is a problem.</param>
/// <param name="Problem">The answer to give at once; null where all is well.</param>
internal sealed record TableBody(byte[] Bytes, IResult? Problem)
{
    private const string MediaType = "text/csv";

    // A table that is wrong throughout is not told line by line.
    private const int MostFaults = 200;

    /// <summary>Reads a body of the type <c>text/csv</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">Bytes, at most.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public static async Task<TableBody> ReadAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return new TableBody([], Problems.UnsupportedMediaType(MediaType));
        }

        if (request.ContentLength > limit)
        {
            return new TableBody([], Problems.PayloadTooLarge(limit));
        }

        using MemoryStream bytes = new();
        byte[] chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellation)) > 0)
        {
            if (bytes.Length + read > limit)
            {
                return new TableBody([], Problems.PayloadTooLarge(limit));
            }

            bytes.Write(chunk, 0, read);
        }

        return new TableBody(bytes.ToArray(), Problem: null);
    }

    /// <summary>The faults as they are told.</summary>
    public static IReadOnlyList<Fault> Told(IReadOnlyList<Fault> faults) => faults.Count <= MostFaults
        ? faults
        : [.. faults.Take(MostFaults), new Fault("", "more", $"There are {faults.Count - MostFaults} more faults; mend these first.")];
}
