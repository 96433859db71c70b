import java.io.File;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks one PDF against the PDF/UA-1 rules with veraPDF's own engine, as a jar carries it.
 *
 * <p>The jar lacks the library by which veraPDF reads its rules, so they are read here from the same file with what the
 * JDK has. Prints the number of rules, then a line for each rule that the PDF breaks.
 */
public class Vera {
    private static final String RULES = "org/verapdf/pdfa/validation/PDFUA-1.xml";
    private static final int ALL_FAILURES = 10_000;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = readProfile();
        System.out.println(profile.getRules().size());
        for (Map.Entry<String, String> failure : validate(new File(arguments[0]), profile).entrySet()) {
            System.out.println(failure.getKey() + ": " + failure.getValue());
        }
    }

    /** Returns each broken rule with its message and the first place that breaks it. */
    private static Map<String, String> validate(File file, ValidationProfile profile) throws Exception {
        Map<String, String> failures = new TreeMap<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour());
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, ALL_FAILURES, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    RuleId rule = assertion.getRuleId();
                    failures.putIfAbsent(
                            rule.getClause() + "-" + rule.getTestNumber(),
                            assertion.getMessage() + " (" + assertion.getLocation().getContext() + ")");
                }
            }
        }
        return failures;
    }

    private static ValidationProfile readProfile() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Vera.class.getClassLoader().getResourceAsStream(RULES));
        Set<Rule> rules = new LinkedHashSet<>();
        NodeList ruleNodes = xml.getElementsByTagName("rule");
        for (int index = 0; index < ruleNodes.getLength(); index++) {
            rules.add(readRule((Element) ruleNodes.item(index)));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        NodeList variableNodes = xml.getElementsByTagName("variable");
        for (int index = 0; index < variableNodes.getLength(); index++) {
            variables.add(readVariable((Element) variableNodes.item(index)));
        }
        PDFAFlavour flavour = PDFAFlavour.valueOf(xml.getDocumentElement().getAttribute("flavour"));
        return Profiles.profileFromValues(
                flavour, Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date(0)), "", rules, variables);
    }

    private static Rule readRule(Element node) {
        Element id = (Element) node.getElementsByTagName("id").item(0);
        RuleId ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber")));
        return Profiles.ruleFromValues(
                ruleId,
                node.getAttribute("object"),
                node.hasAttribute("deferred") ? Boolean.valueOf(node.getAttribute("deferred")) : null,
                node.getAttribute("tags"),
                text(node, "description"),
                text(node, "test"),
                Profiles.errorFromValues(text(node, "message"), new ArrayList<>()),
                new ArrayList<>());
    }

    private static Variable readVariable(Element node) {
        return Profiles.variableFromValues(
                node.getAttribute("name"), node.getAttribute("object"), text(node, "defaultValue"), text(node, "value"));
    }

    private static String text(Element node, String name) {
        NodeList found = node.getElementsByTagName(name);
        return found.getLength() == 0 ? null : found.item(0).getTextContent();
    }
}
