using System.Text;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Import;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Import;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Assurance.Oversight;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Import;

/// <summary>The back office on a table of its own, with the requests of an import.</summary>
internal sealed class ImportOffice : IAsyncDisposable
{
    private ImportOffice(BackOfficeDesk desk) => Desk = desk;

    public BackOfficeDesk Desk { get; }

    public ICaseStore Cases => Desk.Get<ICaseStore>();

    public static async Task<ImportOffice> OpenAsync(AzuriteFixture azurite, string on = "2026-11-22", TableClientOptions? options = null)
    {
        TableServiceClient client = new(azurite.ConnectionString, options ?? new TableClientOptions());
        CaseTable table = new(client, $"Cases{Guid.NewGuid():N}");
        ImportOffice office = new(await BackOfficeDesk.OpenAsync(azurite.ConnectionString, on, client, parts => parts.AddSingleton(table)));
        await table.Client.CreateAsync();
        return office;
    }

    /// <summary>Sends a file to be checked.</summary>
    public Task<Answer> SendAsync(byte[] file, string? key = null) => Desk.CallAsync<ImportMembers>(
        (f, r) =>
        {
            r.ContentType = "text/csv";
            return f.Run(r, BackOfficeDesk.NoDurable, default);
        },
        BackOfficeDesk.Sasha,
        rawBody: Encoding.UTF8.GetString(file),
        headers: key is null ? [] : [("Idempotency-Key", key)]);

    /// <summary>Sends a file without faults; gives its import.</summary>
    public async Task<CaseId> CheckedAsync(byte[] file)
    {
        Answer answer = await SendAsync(file);
        Assert.True(answer.Status == 201, answer.Text);
        return CaseId.Parse(answer.Json.GetProperty("id").GetString()!);
    }

    /// <summary>Decides that an import is taken over.</summary>
    public Task<Answer> ApplyAsync(CaseId import) => Desk.CallAsync<ApplyImport>(
        (f, r) => f.Run(r, import.Value, BackOfficeDesk.NoDurable, default),
        BackOfficeDesk.Sasha,
        new JsonObject { ["reason"] = "The old database is closed." });

    /// <summary>Does what the orchestration does, until nothing is left.</summary>
    public Task GoOnAsync(CaseId import) => Driving.GoOnAsync(Desk.Get<IServiceProvider>(), import);

    /// <summary>Checks a file, takes it over, and gives the import as it is then.</summary>
    public async Task<MemberImport> ImportAsync(byte[] file)
    {
        CaseId id = await CheckedAsync(file);
        Answer applied = await ApplyAsync(id);
        Assert.True(applied.Status == 202, applied.Text);
        await GoOnAsync(id);
        return await FindAsync<MemberImport>(id);
    }

    public async Task<TCase> FindAsync<TCase>(CaseId id)
        where TCase : ICase => (await Cases.FindAsync<TCase>(id, default))!.Case;

    /// <summary>All cases of a kind.</summary>
    public async Task<List<TCase>> AllAsync<TCase>(string prefix)
        where TCase : ICase
    {
        List<TCase> found = [];
        await foreach (Stored<TCase> stored in Cases.ListAsync<TCase>(prefix, default))
        {
            found.Add(stored.Case);
        }

        return found;
    }

    /// <summary>The member that the earlier records call by a key.</summary>
    public async Task<Member> MemberAsync(string key) =>
        Assert.Single(await AllAsync<Member>(Member.Prefix), member => member.Joined.Rule == $"{key} of the earlier records");

    public async ValueTask DisposeAsync()
    {
        TableClient table = Desk.Get<CaseTable>().Client;
        await Desk.DisposeAsync();
        await table.DeleteAsync();
    }
}
