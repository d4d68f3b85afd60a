using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>Whether an account is one that an auditor can have at a firm: each firm's people have accounts of their own.</summary>
internal static class FirmAccounts
{
    /// <summary>What is wrong with an account; nothing where none is given. One point read.</summary>
    public static async ValueTask<IReadOnlyList<Fault>> CheckAsync(
        AccountStore accounts, string? account, CaseId firm, CancellationToken cancellation) =>
        account is null
        || (await accounts.FindAsync(account, cancellation) is { Account: { IsActive: true } found } && found.Organisation == Organisation.Of(firm))
            ? []
            : [new Fault("/account", FaultCodes.Unknown, "The firm has no such account; invite the person to one, or leave it out for now.")];
}
