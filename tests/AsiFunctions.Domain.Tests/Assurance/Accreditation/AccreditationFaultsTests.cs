using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Tests.Assurance.Accreditation;

/// <summary>Names of firms and auditors are public, and stand in the subjects of messages.</summary>
public sealed class AccreditationFaultsTests
{
    private static readonly DateOnly Today = new(2026, 3, 20);

    [Theory]
    [InlineData("Lea Auditor")]
    [InlineData("莱亚")]
    [InlineData(" ", "/name required")]
    [InlineData("Lea\r\nBcc: all@example.org", "/name control-character")]
    [InlineData("Lea\u202Erotidua", "/name control-character")]
    public void A_name_is_one_line_of_plain_text(string name, params string[] faults)
    {
        Assert.Equal(faults, Told(AccreditationFaults.OfAuditor(name, registeredOn: null, Today, Today)));
        Assert.Equal(
            faults, Told(AccreditationFaults.Of(new FirmRegistration(name, new FirmContact("Pat", "pat@example.org", "en"), []), Today, Today)));
        Assert.Equal(
            faults.Select(fault => $"/contact{fault}"), Told(AccreditationFaults.Of(new FirmContact(name, "pat@example.org", "en"), "/contact")));
    }

    private static IEnumerable<string> Told(IEnumerable<Fault> faults) => faults.Select(fault => $"{fault.Pointer} {fault.Code}");
}
