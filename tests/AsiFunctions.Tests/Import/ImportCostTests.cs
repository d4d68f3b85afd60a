using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Import;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;

namespace AsiFunctions.Tests.Import;

/// <summary>What an import costs is counted, not timed.</summary>
[Collection(nameof(OnAzurite))]
public sealed class ImportCostTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_member_costs_one_transaction_with_all_its_own()
    {
        RequestLog requests = new();
        TableClientOptions options = new();
        options.AddPolicy(requests, HttpPipelinePosition.PerCall);
        await using ImportOffice office = await ImportOffice.OpenAsync(azurite, options: options);
        CaseId id = await office.CheckedAsync(SmallFile.Bytes);
        await office.ApplyAsync(id);
        requests.Clear();
        await office.GoOnAsync(id);

        // Four members, and the progress.
        Assert.Equal(5, requests.Transactions);
        Assert.Equal(CaseTable.ShardCount, requests.RangeReads);
        Assert.Equal("applied", (await office.FindAsync<MemberImport>(id)).StateName);
    }
}
