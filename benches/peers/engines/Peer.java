import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Version;

/** Lucene with its analyzer for Chinese, Japanese and Korean: the protocol of serve.py in Java. */
public final class Peer {
    private static final int PASSES = 5;
    private static final long SECONDS = 20;

    private final IndexSearcher searcher;
    private final QueryParser parser = new QueryParser("text", new CJKAnalyzer());

    private Peer(String folder) throws Exception {
        searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(Path.of(folder))));
    }

    public static void main(String[] given) throws Exception {
        switch (given[0]) {
            case "build" -> build(given[1], given[2]);
            case "cold" -> new Peer(given[1]).cold(given[2]);
            case "warm" -> new Peer(given[1]).warm(given[2], given[3]);
            default -> System.out.println(Version.LATEST);
        }
    }

    private static void build(String passages, String folder) throws Exception {
        IndexWriterConfig config = new IndexWriterConfig(new CJKAnalyzer());
        try (IndexWriter writer = new IndexWriter(FSDirectory.open(Path.of(folder)), config)) {
            int number = 0;
            for (String line : Files.readAllLines(Path.of(passages), StandardCharsets.UTF_8)) {
                Document document = new Document();
                document.add(new StoredField("number", number++));
                document.add(new TextField("text", line, Field.Store.YES));
                writer.addDocument(document);
            }
        }
    }

    private Query query(String literal) throws Exception {
        return parser.parse('"' + QueryParser.escape(literal) + '"');
    }

    private void cold(String literal) throws Exception {
        Query query = query(literal);
        StringBuilder out = new StringBuilder();
        for (ScoreDoc hit : searcher.search(query, 10).scoreDocs) {
            out.append(searcher.doc(hit.doc).get("text")).append('\n');
        }
        System.out.println(out.append(searcher.count(query)));
    }

    /** The numbers of the best ten, and how many there are in all. */
    private int top(String literal) throws Exception {
        Query query = query(literal);
        for (ScoreDoc hit : searcher.search(query, 10).scoreDocs) {
            searcher.doc(hit.doc).getField("number").numericValue();
        }
        return searcher.count(query);
    }

    private void warm(String literals, String out) throws Exception {
        List<String> asked = Files.readAllLines(Path.of(literals), StandardCharsets.UTF_8);
        List<StringBuilder> times = new ArrayList<>();
        // Two rounds unmeasured: a server's code has long been compiled.
        for (int round = 0; round < 2; round++) {
            for (String literal : asked) {
                top(literal);
            }
        }
        for (int at = 0; at < asked.size(); at++) {
            times.add(new StringBuilder());
        }
        long started = System.nanoTime();
        for (int pass = 0; pass < PASSES; pass++) {
            if (pass > 0 && System.nanoTime() - started > SECONDS * 1_000_000_000L) {
                break;
            }
            for (int at = 0; at < asked.size(); at++) {
                long before = System.nanoTime();
                top(asked.get(at));
                times.get(at).append((System.nanoTime() - before) / 1e6).append(' ');
            }
        }
        try (BufferedWriter file = Files.newBufferedWriter(Path.of(out), StandardCharsets.UTF_8)) {
            for (int at = 0; at < asked.size(); at++) {
                TopDocs all = searcher.search(query(asked.get(at)), Math.max(1, searcher.getIndexReader().maxDoc()));
                StringBuilder every = new StringBuilder();
                for (ScoreDoc hit : all.scoreDocs) {
                    every.append(searcher.doc(hit.doc).get("number")).append(' ');
                }
                String line = asked.get(at) + "\t" + all.scoreDocs.length + "\t" + times.get(at).toString().trim();
                file.write(line + "\t" + every.toString().trim() + "\n");
            }
        }
    }
}
