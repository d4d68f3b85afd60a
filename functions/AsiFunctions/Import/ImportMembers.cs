using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Import;
using AsiFunctions.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Import;

/// <summary>Checks a file of members from earlier records: the dry run of an import.</summary>
public sealed class ImportMembers(ImportDesk desk, ImportBlobs blobs)
{
    // Some 50,000 lines.
    private const int FileLimit = 16 * 1024 * 1024;

    /// <summary>
    /// Takes a table in UTF-8, 16 MiB at most, whose columns the back office's page on imports
    /// describes. Its faults are told at once, by line and column, 200 of them and how many more, and then nothing is stored; a file without faults
    /// becomes an import that says what it would do. The same content is the same import.
    /// </summary>
    /// <remarks>The columns stand in README.md beside this. Round trips: see <see cref="ImportDesk"/>, and a blob for an Idempotency-Key.</remarks>
    [Function(nameof(ImportMembers))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(string), "text/csv")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(MemberImportView), Headers = ["Location"])]
    [Refuses(422)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/import/members")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        TableBody body = await TableBody.ReadAsync(request, FileLimit, cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        Actor by = request.HttpContext.Person().AsActor(Role.Secretariat);
        IdempotencyHeader header = request.IdempotencyKey($"{nameof(ImportMembers)} {by.Id}", ImportBlobs.NameOf(body.Bytes));
        if (header.Problem is { } malformed)
        {
            return malformed;
        }

        (EarlierReading reading, KnownMembers known) = await desk.ReadAsync(body.Bytes, cancellation);
        if (reading.Faults.Count > 0)
        {
            return Problems.InvalidForm(TableBody.Told(reading.Faults));
        }

        if (header.Key is { } key && !await blobs.NoteAsync(key, cancellation))
        {
            return Problems.IdempotencyKeyReused();
        }

        MemberImport import = await desk.BeginAsync(body.Bytes, reading, known, by, cancellation);

        // As it was checked: a repeat gets the very same answer, however far it is by now.
        MemberImport then = import with { State = new ImportState.Checked(), Progress = ImportProgress.None };
        return Results.Created($"/api/imports/{import.Id}", MemberImportView.Of(then));
    }
}
